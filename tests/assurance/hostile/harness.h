/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * How a hostile partition survives what it does: code is run from wild registers, and whatever ends
 * it (its last instruction, a trap, a virtual interrupt) comes back to the caller. What breaks this
 * too ends in a restart of the partition, by health monitoring or by the warden.
 */
#ifndef HOSTILE_HARNESS_H
#define HOSTILE_HARNESS_H

#include "../../system/test.h"

#include "bh_port.h"

/* Random numbers. */

static uint32_t random_state;

static inline uint32_t mix(uint32_t word)
{
    word = (word ^ word >> 16) * 0x85ebca6bu;
    word = (word ^ word >> 13) * 0xc2b2ae35u;
    return word ^ word >> 16;
}

static inline uint32_t random_word(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state;
}

/* The low bits of such a number are not good enough for a remainder. */
static inline uint32_t random_below(uint32_t limit)
{
    return (uint32_t)((uint64_t)random_word() * limit >> 32);
}

static inline bool one_in(uint32_t count)
{
    return random_below(count) == 0;
}

/* Values that have hurt others: limits of tables, signs, pages at whose ends things lie. */
static inline uint32_t wild_value(void)
{
    static const uint32_t values[] = {
        0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 18, 19, 31, 32, 33, 63, 64, 65, 255, 256, 4095, 4096,
        0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0x80000001, 0xfffffffe, 0xffffffff,
        0x10000000, 0x0fffffff, BH_KERNEL_BASE, BH_KERNEL_BASE - 1, 0x00105000, BH_KERNEL_LIMIT,
        BH_STATUS, BH_DESCRIPTOR, BH_INFORMATION, BH_CONSOLE, BH_VCPU, BH_VCPU + 4092,
        BH_MEMORY_BASE, BH_MEMORY_BASE - 1, BH_MEMORY_LIMIT, BH_IMAGE_BASE, BH_CHANNEL_BASE,
        BH_DEVICE_BASE, 0xfec00000, 0xfee00000, 0xfee00300, 0xfee00380, 0xfffffff0,
    };
    switch (random_below(4)) {
    case 0:
        return random_word();
    case 1:
        return values[random_below(sizeof values / sizeof values[0])] + random_below(9) - 4;
    default:
        return values[random_below(sizeof values / sizeof values[0])];
    }
}

/* Where code and its operands lie: the arena, and stacks in it. */

#define ARENA_BYTES 16384
#define STACK_BYTES 2048

static uint8_t arena[ARENA_BYTES] __attribute__((aligned(4096)));
static uint8_t own_stack[STACK_BYTES] __attribute__((aligned(16)));

/* What `probe` begins with. */
struct registers {
    uint32_t eax, ecx, edx, ebx, ebp, esi, edi, esp, flags, eip, ds, es, fs, gs;
    uint32_t enabled;
};

struct registers wild __attribute__((used));
uint32_t probe_sp __attribute__((used)), probe_error __attribute__((used));
int32_t probe_steps __attribute__((used));

/** What `probe` answers beside a trap's vector. */
#define PROBE_IRQ  0x100u
#define PROBE_DONE 0x101u

/** Runs from the registers `wild` until a trap, a virtual interrupt, or a jump to probe_done. Of
 * debug traps the first probe_steps go on. */
uint32_t probe(void);
void probe_done(void);
void hostile_trap(void);
void hostile_irq(void);
void flood_irq(void);
void flood_begin(void);
void flood_end(void);

/* 0x3ffff000 is the vCPU page: enabled +0, summary +4, pending +8, irq_pc +32, irq_flags +36, trap_pc
 * +40, trap_flags +44, trap_vector +48, trap_error +52, the resume frame +60. */
_Static_assert(offsetof(struct bh_vcpu, trap_vector) == 48 && offsetof(struct bh_vcpu, resume_pc) == 60 &&
                   BH_VCPU == 0x3ffff000, "as the assembly has it");
_Static_assert(offsetof(struct registers, enabled) == 56 && offsetof(struct registers, esp) == 28,
               "as the assembly has it");

__asm__(".text\n"
        "probe:\n\t"
        "pushl %ebp\n\tpushl %ebx\n\tpushl %esi\n\tpushl %edi\n\t"
        "movl %esp, probe_sp\n\t"
        "movl wild + 56, %eax\n\tmovl %eax, 0x3ffff000\n\t"
        "movl wild + 52, %eax\n\tmovw %ax, %gs\n\t"
        "movl wild + 48, %eax\n\tmovw %ax, %fs\n\t"
        "pushl wild + 32\n\tpopfl\n\t"
        "movl wild + 44, %eax\n\tmovw %ax, %es\n\t"
        "movl wild + 40, %eax\n\tmovw %ax, %ds\n\t"
        "movl %cs:wild, %eax\n\tmovl %cs:wild + 4, %ecx\n\tmovl %cs:wild + 8, %edx\n\t"
        "movl %cs:wild + 12, %ebx\n\tmovl %cs:wild + 16, %ebp\n\tmovl %cs:wild + 20, %esi\n\t"
        "movl %cs:wild + 24, %edi\n\tmovl %cs:wild + 28, %esp\n\t"
        "jmp *%cs:wild + 36\n"
        "probe_done:\n\t"
        "movw $0x2b, %cx\n\tmovw %cx, %ds\n\tmovw %cx, %es\n\t"
        "movl $0x101, %eax\n\tjmp 2f\n"
        "hostile_irq:\n\t"
        "movl $0x100, %eax\n\tjmp 2f\n"
        /* A debug trap goes on by a resume call, which leaves SS alone. */
        "hostile_trap:\n\t"
        "cmpl $1, 0x3ffff030\n\tjne 1f\n\t"
        "decl probe_steps\n\tjs 1f\n\t"
        "movl %eax, 0x3ffff048\n\tmovl 0x3ffff028, %eax\n\tmovl %eax, 0x3ffff03c\n\t"
        "movl 0x3ffff02c, %eax\n\tmovl %eax, 0x3ffff040\n\tmovl %esp, 0x3ffff044\n\t"
        "movl $-1, 0x3ffff030\n\tmovl $3, %eax\n\tint $0x80\n"
        "1:\tmovl 0x3ffff034, %eax\n\tmovl %eax, probe_error\n\t"
        "movl 0x3ffff030, %eax\n"
        "2:\tmovl $0, 0x3ffff000\n\t"
        "movw $0x2b, %cx\n\tmovw %cx, %ss\n\tmovl probe_sp, %esp\n\t"
        "movw %cx, %fs\n\tmovw %cx, %gs\n\t"
        "pushl $2\n\tpopfl\n\tfninit\n\t"
        "popl %edi\n\tpopl %esi\n\tpopl %ebx\n\tpopl %ebp\n\t"
        "movl $-1, 0x3ffff030\n\t" /* a trap before this is not taken and ends in a restart */
        "ret\n"
        /* A handler that returns, by a restartable range. */
        "flood_irq:\n\t"
        "pushl 0x3ffff024\n\tpushl %cs\n\tpushl 0x3ffff020\n\t"
        "movl $0, 0x3ffff004\n\tmovl $0, 0x3ffff008\n\tmovl $0, 0x3ffff00c\n"
        "flood_begin:\n\t"
        "movl $1, 0x3ffff000\n\tiret\n"
        "flood_end:\n");

/** Takes traps and interrupts as `probe` wants, whatever was registered. */
static inline void harness_set(void)
{
    bh_irq_entry_set((bh_word)hostile_irq, 0, 0);
    bh_trap_entry_set((bh_word)hostile_trap);
    bh_vcpu()->trap_vector = BH_TRAP_NONE;
}

/** The watchdog: `probe` ends after this time (ns), if the program leaves that to it. */
static inline void watchdog(uint32_t time)
{
    harness_set();
    bh_vcpu()->enabled = 0;
    bh_vcpu()->pending[0] = 0;
    bh_vcpu()->pending[1] = 0;
    bh_vcpu()->summary = 0;
    bh_vcpu()->mask[0] = ~(1u << (BH_SOURCE_TIMER + 1));
    bh_vcpu()->mask[1] = UINT32_MAX;
    bh_timer_set(1, bh_clock_ns() + time, 0);
}

/** Flat segments, own stack, no flags. */
static inline void tame(void)
{
    wild = (struct registers){.flags = 2, .ds = BH_DATA_SELECTOR, .es = BH_DATA_SELECTOR,
                              .fs = BH_DATA_SELECTOR, .gs = BH_DATA_SELECTOR};
    wild.esp = (uint32_t)(own_stack + STACK_BYTES - 64);
    probe_steps = 0;
}

/** Runs a function of this program, which any trap or interrupt ends. */
static inline uint32_t attempt(void (*function)(void))
{
    tame();
    *(uint32_t *)(own_stack + STACK_BYTES - 64) = (uint32_t)probe_done;
    wild.eip = (uint32_t)function;
    return probe();
}

#endif
