/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * i386: the machine half of a vCPU, and the inline half of the architecture's interface (see
 * kernel/arch.h).
 *
 *      struct context, as an entry from ring 3 leaves it
 *      +--------------------------+ <- TSS.esp0
 *      | ss esp eflags cs eip     |    pushed by the processor
 *      | eax ecx edx ebx          |
 *      | (esp) ebp esi edi        |    pushed by pusha
 *      +--------------------------+ <- start of the vCPU
 *
 * An entry from the idle loop (ring 0) pushes no ss and esp: the idle loop points its stack at
 * the esp slot, so the rest falls in the same places.
 */
#ifndef KERNEL_ARCH_I386_MACHINE_H
#define KERNEL_ARCH_I386_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

#include <bulkhead/vcpu.h>

#include "selectors.h"

struct context {
    uint32_t edi, esi, ebp, unused, ebx, edx, ecx, eax;
    uint32_t eip, cs, eflags, esp, ss;
};

/* An eight-byte segment descriptor. */
struct descriptor {
    uint32_t low, high;
};

/* 32-bit task state segment (Intel SDM 3A, 8.2.1). */
struct tss {
    uint32_t link, esp0, ss0, esp1, ss1, esp2, ss2, cr3, eip, eflags;
    uint32_t eax, ecx, edx, ebx, esp, ebp, esi, edi;
    uint32_t es, cs, ss, ds, fs, gs, ldt;
    uint16_t trap, io_map;
};

struct machine_vcpu {
    struct context context; /* first: the vCPU's address is where pusha ends */
    uint32_t directory;     /* CR3 */
    uint32_t gs, fs;        /* selectors, while another partition has the processor */
    struct descriptor tls;  /* entry 3 of the GDT while this partition has the processor */
    struct descriptor ldt_descriptor;
    struct descriptor ldt[BH_TLS_COUNT];
    struct descriptor tss_descriptor; /* of one with its port rights, or of the one below */
    struct tss tss;
    uint8_t fpu[512] __attribute__((aligned(16))); /* FXSAVE area */
};

/* Pins of an I/O APIC; the 8259s have 16. */
#define ARCH_PINS 24

/* EFLAGS. A guest may set those in FLAGS_GUEST; IF is always on in ring 3, IOPL is always 0. */
#define FLAGS_FIXED   0x2u
#define FLAGS_TRAP    0x100u
#define FLAGS_IF      0x200u
#define FLAGS_NESTED  0x4000u
#define FLAGS_RESUME  0x10000u
#define FLAGS_GUEST   0x240dd5u /* CF PF AF ZF SF TF DF OF AC ID */

/* The local APIC's timer counts clock ticks times scale / 2^32, below 1. */
extern volatile uint32_t *lapic;
extern uint32_t lapic_scale;
#define LAPIC_EOI           (0x0b0 / 4)
#define LAPIC_INITIAL_COUNT (0x380 / 4)

/* The bit of VECTOR_TIMER among the interrupts that are requested and not yet accepted. */
#define LAPIC_REQUESTED_TIMER     ((0x200 + VECTOR_TIMER / 32 * 0x10) / 4)
#define LAPIC_REQUESTED_TIMER_BIT (1u << (VECTOR_TIMER % 32))

static inline uint64_t arch_clock(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high) : : "memory");
    return (uint64_t)high << 32 | low;
}

/* Four instructions a round, so that the guest's entry does not jitter. */
static inline void arch_clock_wait(uint64_t until)
{
    uint32_t low, high;
    __asm__ volatile("1:\trdtsc\n\t"
                     "subl %2, %0\n\t"
                     "sbbl %3, %1\n\t"
                     "jb 1b"
                     : "=&a"(low), "=&d"(high)
                     : "r"((uint32_t)until), "r"((uint32_t)(until >> 32))
                     : "cc", "memory");
}

/* (high:low) / divisor, for high < divisor. */
static inline uint32_t divide(uint32_t high, uint32_t low, uint32_t divisor, uint32_t *remainder)
{
    uint32_t quotient;
    __asm__("divl %4" : "=a"(quotient), "=d"(*remainder) : "0"(low), "1"(high), "rm"(divisor));
    return quotient;
}

static inline uint64_t arch_divide(uint64_t dividend, uint32_t divisor, uint32_t *remainder)
{
    const uint32_t high = divide(0, (uint32_t)(dividend >> 32), divisor, remainder);
    const uint32_t low = divide(*remainder, (uint32_t)dividend, divisor, remainder);
    return (uint64_t)high << 32 | low;
}

/* (value << shift) / divisor, where that fits 64 bits; shift is at most 31. */
static inline uint64_t arch_scale(uint64_t value, uint32_t shift, uint32_t divisor,
                                  uint32_t *remainder)
{
    uint32_t low = (uint32_t)value;
    uint32_t middle = (uint32_t)(value >> 32);
    uint32_t high = 0;
    __asm__("shldl %%cl, %1, %0\n\t"
            "shldl %%cl, %2, %1\n\t"
            "shll %%cl, %2"
            : "+r"(high), "+r"(middle), "+r"(low)
            : "c"(shift)
            : "cc");
    middle = divide(high, middle, divisor, &high);
    low = divide(high, low, divisor, remainder);
    return (uint64_t)middle << 32 | low;
}

/* A count of 0 would disarm the timer, so that counts are odd: it is early or late by less than one.
 * Early is less than the way from the interrupt to the handler's look at the clock. */
static inline void arch_timer_arm(uint64_t due)
{
    uint32_t ticks = (uint32_t)due;
    uint32_t high = (uint32_t)(due >> 32);
    bool passed;
    __asm__ volatile("rdtsc\n\t"
                     "subl %%eax, %1\n\t"
                     "sbbl %%edx, %2"
                     : "=@ccnz"(passed), "+r"(ticks), "+r"(high)
                     :
                     : "eax", "edx", "memory");
    if (__builtin_expect(passed, 0)) {
        ticks = 0;
    }
    lapic[LAPIC_INITIAL_COUNT] = (uint32_t)(((uint64_t)ticks * lapic_scale) >> 32) | 1;
}

static inline bool arch_bit(const uint32_t (*words)[BH_SOURCE_WORDS], uint32_t bit)
{
    bool set;
    __asm__("btl %2, %1" : "=@ccc"(set) : "m"(*words), "r"(bit));
    return set;
}

static inline bool arch_bit_set(uint32_t (*words)[BH_SOURCE_WORDS], uint32_t bit)
{
    bool set;
    __asm__("btsl %2, %1" : "=@ccc"(set), "+m"(*words) : "r"(bit));
    return set;
}

static inline bh_word arch_word(const struct machine_vcpu *machine, uint32_t place)
{
    const bh_word word[] = {machine->context.ebx, machine->context.esi, machine->context.edi};
    return word[place - 3];
}

static inline bh_word arch_pc(const struct machine_vcpu *machine)
{
    return machine->context.eip;
}

static inline bh_word arch_flags(const struct machine_vcpu *machine)
{
    return machine->context.eflags;
}

static inline void arch_enter(struct machine_vcpu *machine, bh_word pc)
{
    machine->context.eip = pc;
    machine->context.eflags &= ~(FLAGS_TRAP | FLAGS_NESTED | FLAGS_RESUME);
}

static inline void arch_result(struct machine_vcpu *machine, bh_word value)
{
    machine->context.eax = value;
}

static inline bh_word arch_trap_flags(const struct machine_vcpu *machine, bool enabled)
{
    return (machine->context.eflags & ~FLAGS_IF) | (enabled ? FLAGS_IF : 0);
}

#endif
