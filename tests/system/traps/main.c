/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Every trap that a guest can cause reaches its handler with all that describes it, and the guest
 * goes on at the instruction or behind it. Device not available (7) is not among them: no guest can
 * set CR0.TS or CR0.EM, and the kernel leaves them clear.
 */
#include "../test.h"

static struct {
    uint32_t count, vector, error, address, pc, flags;
    uint32_t eax, ebx, ecx, edx, esi, edi, ebp;
    bool enabled;
} seen;
static uint32_t go_on; /* where to, or 0: where it was */
static void (*mend)(struct bh_trap *trap);

static void on_trap(struct bh_trap *trap)
{
    if (++seen.count > 100) {
        bh_exit(1); /* at one instruction again and again */
    }
    seen.vector = trap->vector;
    seen.error = trap->error;
    seen.address = trap->address;
    seen.pc = trap->pc;
    seen.flags = trap->flags;
    seen.eax = trap->eax;
    seen.ebx = trap->ebx;
    seen.ecx = trap->ecx;
    seen.edx = trap->edx;
    seen.esi = trap->esi;
    seen.edi = trap->edi;
    seen.ebp = trap->ebp;
    seen.enabled = bh_vcpu()->enabled != 0;
    if (mend != NULL) {
        mend(trap);
    } else if (go_on != 0) {
        trap->pc = go_on;
    }
}

/* Registers and flags of a kind, then the instruction. Answers whether the trap at it came once, with
 * these in it, and whether they were the same behind it. */
static bool registers_kept;
static uint32_t at, behind;

#define TRAPS(text)                                                                                \
    do {                                                                                           \
        uint32_t kept;                                                                             \
        seen.count = 0;                                                                            \
        __asm__ volatile("pushl %%ebp\n\t"                                                         \
                         "movl $9f, %[at]\n\t"                                                     \
                         "movl $8f, %[behind]\n\t"                                                 \
                         "cmpl $0, %[skip]\n\t"                                                    \
                         "je 7f\n\t"                                                               \
                         "movl $8f, %[skip]\n"                                                     \
                         "7:\tmovl $0x11111111, %%ebx\n\t"                                         \
                         "movl $0x44444444, %%ebp\n\t"                                             \
                         "stc\n"                                                                   \
                         "9:\t" text "\n"                                                          \
                         "8:\tsetc %%al\n\t"                                                       \
                         "cmpl $0x11111111, %%ebx\n\t"                                             \
                         "sete %%ah\n\t"                                                           \
                         "cmpl $0x44444444, %%ebp\n\t"                                             \
                         "sete %%bl\n\t"                                                           \
                         "andb %%bl, %%ah\n\t"                                                     \
                         "andb %%ah, %%al\n\t"                                                     \
                         "movzbl %%al, %%eax\n\t"                                                  \
                         "popl %%ebp"                                                              \
                         : "=a"(kept), [at] "=m"(at), [behind] "=m"(behind), [skip] "+m"(go_on)    \
                         : "a"(0x00abcdef), "c"(0), "d"(0), "S"(0x22222222), "D"(0x33333333)       \
                         : "ebx", "memory", "cc");                                                 \
        registers_kept = kept != 0;                                                                \
    } while (0)

static bool complete(uint32_t vector, uint32_t error, uint32_t pc)
{
    const bool good = seen.count == 1 && seen.vector == vector && seen.error == error &&
                      seen.pc == pc && seen.ebx == 0x11111111 && seen.ebp == 0x44444444 &&
                      seen.esi == 0x22222222 && seen.edi == 0x33333333 && seen.eax == 0x00abcdef &&
                      (seen.flags & 0x201) == 0x201 && !seen.enabled && registers_kept &&
                      bh_vcpu()->enabled != 0;
    if (!good) {
        bh_print("count %u vector %u error %x pc %x (%x %x) flags %x kept %u ebx %x eax %x\n", seen.count,
                 seen.vector, seen.error, seen.pc, at, behind, seen.flags, registers_kept, seen.ebx, seen.eax);
    }
    return good;
}

/* QEMU's own translation (TCG) checks no alignment and raises no SSE exception. */
static void test_or_skip(bool holds, const char *sentence)
{
    if (seen.count == 0) {
        bh_print("skip - %s: the emulator has no such trap\n", sentence);
    } else {
        test(holds, sentence);
    }
}

static uint32_t bounds[2] __attribute__((used)) = {5, 7};
static volatile float zero_float;

static void of_each_vector(void)
{
    mend = NULL;
    go_on = 1;
    TRAPS("divl %%ecx");
    test(complete(0, 0, at), "a divide error is delivered with its whole context");
    go_on = 0;
    TRAPS("int $3");
    test(complete(3, 0, behind), "a breakpoint is, with the instruction after it");
    go_on = 0;
    TRAPS("movb $0x7f, %%dl; addb $1, %%dl; into; movl $0, %%edx; stc");
    test(seen.count == 1 && seen.vector == 4 && seen.pc > at && seen.pc < behind && registers_kept,
         "an overflow is, with the instruction after it");
    go_on = 1;
    TRAPS("bound %%ecx, bounds");
    test(complete(5, 0, at), "an index out of bounds is");
    go_on = 1;
    TRAPS("ud2");
    test(complete(6, 0, at), "an invalid opcode is");
    go_on = 1;
    TRAPS("hlt");
    test(complete(13, 0, at), "a general protection fault is");
    go_on = 1;
    TRAPS("int $0x21");
    test(complete(13, 0x21 * 8 + 2, at), "a general protection fault is, with its error code");
    go_on = 1;
    TRAPS("movl %%eax, 0x00001234");
    test(complete(14, 6, at) && seen.address == 0x1234,
         "a page fault is, with its error code and the address");
    go_on = 1;
    TRAPS("movl 0x80100000, %%eax"); /* the kernel's half or nobody's */
    test(seen.count == 1 && seen.vector == 14 && seen.address == 0x80100000,
         "a page fault of the next one is, with its own address");
}

static void past_single_step(struct bh_trap *trap)
{
    trap->flags &= ~0x100u;
}

static void single_step(void)
{
    mend = past_single_step;
    TRAPS("pushf; orl $0x100, (%%esp); stc; popf; nop; nop");
    test(seen.count == 1 && seen.vector == 1 && (seen.flags & 0x100) != 0 && seen.pc == behind - 1,
         "a single step is delivered after the next instruction, and the handler is not stepped");
}

static void clear_alignment(struct bh_trap *trap)
{
    trap->flags &= ~0x40000u;
}

static void alignment(void)
{
    mend = clear_alignment;
    TRAPS("pushf; orl $0x40000, (%%esp); popf; movl bounds+1, %%edx; xorl %%edx, %%edx; stc");
    test_or_skip(seen.count == 1 && seen.vector == 17 && seen.error == 0 &&
                     (seen.flags & 0x40000) != 0,
         "an alignment check is delivered to a guest that sets AC, and the access is repeated");
}

static void mask_x87(struct bh_trap *trap)
{
    __asm__ volatile("fnclex; fninit");
}

static void mask_sse(struct bh_trap *trap)
{
    const uint32_t masked = 0x1f80;
    __asm__ volatile("ldmxcsr %0" : : "m"(masked));
}

static void floating_point(void)
{
    static const uint16_t unmasked = 0x37b; /* zero divide */
    static const uint32_t unmasked_sse = 0x1d80;
    mend = mask_x87;
    seen.count = 0;
    __asm__ volatile("fldcw %0; fldz; fld1; fdiv %%st(1), %%st; fwait; fninit"
                     :
                     : "m"(unmasked)
                     : "memory");
    test(seen.count == 1 && seen.vector == 16 && seen.error == 0,
         "an x87 exception is delivered at the next instruction that waits");
    mend = mask_sse;
    seen.count = 0;
    __asm__ volatile("ldmxcsr %0; movl $0x3f800000, %%eax; movd %%eax, %%xmm0; xorps %%xmm1, %%xmm1;"
                     "divss %%xmm1, %%xmm0"
                     :
                     : "m"(unmasked_sse)
                     : "eax", "memory");
    test_or_skip(seen.count == 1 && seen.vector == 19 && seen.error == 0,
         "an SSE exception is delivered at its instruction, which is repeated");
}

static void set_divisor(struct bh_trap *trap)
{
    trap->ecx = 1;
}

static void repeated(void)
{
    mend = set_divisor;
    TRAPS("divl %%ecx");
    test(seen.count == 1 && seen.pc == at && seen.ecx == 0,
         "a handler may change a register and have the faulting instruction repeated");
}

static void ports_and_memory(void)
{
    bool same = true;
    mend = NULL;
    go_on = 1;
    for (uint32_t i = 0; i < 256; i++) {
        bh_out8(0x2ff, (uint8_t)i);
        same = same && bh_in8(0x2ff) == i;
    }
    test(same, "the ports that a partition is granted work");
    go_on = 1;
    seen.count = 0;
    TRAPS("movl $0x2f7, %%edx; inb %%dx, %%al; xorl %%edx, %%edx");
    test(seen.count == 1 && seen.vector == 13 && seen.error == 0, "the port before them does not");
    go_on = 1;
    TRAPS("movl $0x300, %%edx; outb %%al, %%dx; xorl %%edx, %%edx");
    test(seen.count == 1 && seen.vector == 13 && seen.error == 0, "nor does the port behind them");
    go_on = 1;
    TRAPS("movl $0x2ff, %%edx; inw %%dx, %%ax; xorl %%edx, %%edx");
    test(seen.count == 1 && seen.vector == 13 && seen.error == 0, "nor an access that is wider than they are");

    const struct bh_device *hpet = bh_device("hpet", BH_DEVICE_MEMORY, 0);
    volatile uint32_t *registers = (volatile uint32_t *)(uintptr_t)hpet->start;
    test(hpet->bytes == 4096 && registers[0] >> 16 == 0x8086 && registers[1] == 10000000,
         "the device memory that a partition is granted is there");
    registers[0x10 / 4] = 1;
    const uint32_t before = registers[0xf0 / 4];
    test_spin(1000);
    test(registers[0xf0 / 4] > before, "every access reaches the device");
    registers[0x10 / 4] = 0;
    go_on = 1;
    TRAPS("movl 0xc0001000, %%eax");
    test(seen.count == 1 && seen.vector == 14 && seen.address == 0xc0001000, "behind it is nothing");
    go_on = 0;
}

int main(void)
{
    bh_trap_handler_set(on_trap);
    bh_irq_enable();
    of_each_vector();
    single_step();
    alignment();
    floating_point();
    repeated();
    ports_and_memory();
    /* The others have their windows; the port register holds what it got here. */
    uint32_t changed = 0;
    bh_out8(0x2ff, 0x5a);
    while (bh_clock_ns() < 100000000) {
        changed += bh_in8(0x2ff) != 0x5a;
    }
    test(changed == 0, "a device's register changes for nobody else");
    return test_end();
}
