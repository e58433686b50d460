/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A guest cannot use the processor's privileged side: every software interrupt, every privileged
 * instruction. */
#include "../test.h"

static volatile uint32_t traps, vector, error;
static uint32_t skip;

static void on_trap(struct bh_trap *trap)
{
    traps++;
    vector = trap->vector;
    error = trap->error;
    trap->pc += skip;
}

/* "int n; ret" for each n, written into memory that may be executed. */
static uint8_t stub[3];

static bool every_gate_is_closed(void)
{
    for (uint32_t n = 0; n < 256; n++) {
        stub[0] = 0xcd;
        stub[1] = (uint8_t)n;
        stub[2] = 0xc3;
        if (n == BH_HYPERCALL_VECTOR) {
            continue;
        }
        const uint32_t before = traps;
        skip = n == 3 || n == 4 ? 0 : 2; /* a trap reports the instruction after it */
        ((void (*)(void))stub)();
        if (traps != before + 1 ||
            (n == 3 || n == 4 ? vector != n : vector != 13 || error != n * 8 + 2)) {
            bh_print("int %u: vector %u error %x\n", n, vector, error);
            return false;
        }
    }
    return true;
}

#define PRIVILEGED(text, length)                                                                   \
    do {                                                                                           \
        const uint32_t before = traps;                                                             \
        skip = (length);                                                                           \
        __asm__ volatile(text : : "a"(0), "c"(0x174), "d"(0x21), "b"(stub) : "memory");            \
        if (traps != before + 1 || vector != 13) {                                                 \
            bh_print("%s: traps %u, vector %u\n", text, traps - before, vector);                   \
            closed = false;                                                                        \
        }                                                                                          \
    } while (0)

static bool every_privileged_instruction_traps(void)
{
    bool closed = true;
    PRIVILEGED("cli", 1);
    PRIVILEGED("sti", 1);
    PRIVILEGED("hlt", 1);
    PRIVILEGED("inb %%dx, %%al", 1);
    PRIVILEGED("outb %%al, %%dx", 1);
    PRIVILEGED("outl %%eax, $0xf4", 2);
    PRIVILEGED("movl %%cr0, %%eax", 3);
    PRIVILEGED("movl %%eax, %%cr3", 3);
    PRIVILEGED("movl %%eax, %%dr7", 3);
    PRIVILEGED("rdmsr", 2);
    PRIVILEGED("wrmsr", 2);
    PRIVILEGED("lgdt (%%ebx)", 3);
    PRIVILEGED("lidt (%%ebx)", 3);
    PRIVILEGED("ltr %%ax", 3);
    PRIVILEGED("lldt %%ax", 3);
    PRIVILEGED("invd", 2);
    PRIVILEGED("wbinvd", 2);
    PRIVILEGED("invlpg (%%ebx)", 3);
    PRIVILEGED("clts", 2);
    PRIVILEGED("movw $0x10, %%ax; movw %%ax, %%ds", 2);
    return closed;
}

int main(void)
{
    bh_trap_handler_set(on_trap);
    test(every_gate_is_closed(),
         "every software interrupt but hypercall, breakpoint and overflow is a protection fault");
    test(every_privileged_instruction_traps(), "every privileged instruction is a protection fault");

    uint32_t flags;
    __asm__ volatile("pushl $0x3002; popf; pushf; popl %0" : "=r"(flags));
    test((flags & 0x3200) == 0x200, "a guest can neither raise its I/O privilege nor turn off interrupts");
    return test_end();
}
