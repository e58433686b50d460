/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The inline half of the i386 interface for the analysers: they read this in place of what is
 * assembly in kernel/arch/i386/machine.h; the rest of that file stays. Each model allows at least
 * what the instructions do. What is only an operand of assembly needs no model: the analyser takes
 * each result of it for any value.
 */
#ifndef PROOF_MACHINE_H
#define PROOF_MACHINE_H

#include <stdint.h>

/* The tables lie where module.c made them, not behind the kernel. */
#define kernel_end *model_kernel_end

#define clac_sites_end (*model_clac_end)

/* An assignment to it stands before and behind the instructions that let interrupts of lines come in
 * the kernel (cpu.c, pins.c): doors.c lets them come with the assignment. */
extern uint32_t *model_collecting(void);
#define collecting *model_collecting()

#define arch_clock      machine_clock
#define arch_clock_wait machine_clock_wait
#define arch_divide     machine_divide
#define arch_scale      machine_scale
#define arch_timer_arm  machine_timer_arm
#define arch_bit        machine_bit
#define arch_bit_set    machine_bit_set
#include "kernel/arch/i386/machine.h"
#undef arch_clock
#undef arch_clock_wait
#undef arch_divide
#undef arch_scale
#undef arch_timer_arm
#undef arch_bit
#undef arch_bit_set

#define outb  machine_outb
#define inb   machine_inb
#define outl  machine_outl
#define inl   machine_inl
#define cpuid(leaf, subleaf) machine_cpuid(leaf, subleaf)
#include "kernel/arch/i386/cpu.h"
#undef outb
#undef inb
#undef outl
#undef inl
#undef cpuid

/* What the compiler knows of a value and the analyser need not. */
#define __builtin_expect(value, likely) (value)
#define __builtin_constant_p(value)     (model_any)
extern volatile int model_any;

#define __builtin_clz model_clz
int model_clz(uint32_t word);

/* A-PORTS: ports and the processor's identification answer anything, and writing has no effect that the kernel
 * could see. */
/*@ assigns \nothing; */
void outb(uint16_t port, uint8_t value);
/*@ assigns \result \from \nothing; */
uint8_t inb(uint16_t port);
/*@ assigns \nothing; */
void outl(uint16_t port, uint32_t value);
/*@ assigns \result \from \nothing; */
uint32_t inl(uint16_t port);
/*@ assigns \result \from \nothing; */
struct cpuid model_cpuid(void);
#define cpuid(leaf, subleaf) model_cpuid()

/* A-CLOCK: any time, in any order, but CLOCK_NEVER. */
/*@ assigns \result \from \nothing;
  @ ensures \result < 0xffffffffffffffff; */
uint64_t model_clock(void);

static inline uint64_t arch_clock(void)
{
    return model_clock();
}

static inline void arch_clock_wait(uint64_t until)
{
    (void)until;
}

/* A-DIVIDE: the processor's divide error is a fault of the kernel: divisor > 0. */
/*@ requires divisor > 0;
  @ requires \valid(remainder);
  @ assigns \result, *remainder \from dividend, divisor;
  @ ensures \result == dividend / divisor;
  @ ensures \initialized(remainder);
  @ ensures 0 <= *remainder <= divisor - 1;
  @ ensures *remainder <= dividend;
  @ ensures *remainder == dividend % divisor;
  @*/
uint64_t arch_divide(uint64_t dividend, uint32_t divisor, uint32_t *remainder);

/* clock_init's multiplier is 2^28 or more: just that at 8 GHz, where the division's last step is exact. The analyser sees
 * no reason why that step should not correct it, by 4; so the longest period is, for it, a little longer than
 * TIMER_ONCE. */
#define MULTIPLIER_LEAST 0x0ffffffc
#define PERIOD_MOST      UINT64_C(0x80000020000007f8) /* (BH_TIME_LIMIT - 1) * 2^31 / MULTIPLIER_LEAST */

/* A-SCALE. */
/*@ requires shift <= 31;
  @ requires (value << shift) < divisor * 0x10000000000000000;
  @ requires \valid(remainder);
  @ assigns \result, *remainder \from value, shift, divisor;
  @ ensures \result == (value << shift) / divisor;
  @ ensures \initialized(remainder);
  @ ensures 0 <= *remainder <= divisor - 1;
  @ ensures *remainder == (value << shift) % divisor;
  @*/
uint64_t arch_scale(uint64_t value, uint32_t shift, uint32_t divisor, uint32_t *remainder);

/* A-INLINE, with the two below: what the instructions do, in C. */
static inline void arch_timer_arm(uint64_t due)
{
    lapic[LAPIC_INITIAL_COUNT] = (uint32_t)(((uint64_t)(uint32_t)due * lapic_scale) >> 32) | 1;
}

static inline bool arch_bit(const uint32_t (*words)[BH_SOURCE_WORDS], uint32_t bit)
{
    return ((*words)[bit / 32] >> (bit % 32) & 1) != 0;
}

static inline bool arch_bit_set(uint32_t (*words)[BH_SOURCE_WORDS], uint32_t bit)
{
    const bool set = ((*words)[bit / 32] >> (bit % 32) & 1) != 0;
    (*words)[bit / 32] |= 1u << (bit % 32);
    return set;
}

#endif
