/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The machine that unit tests run the kernel on: a clock that the test sets, a timer that remembers
 * what it was armed for, a processor that is a structure, and a serial line that is an array. It
 * takes the place of an architecture's machine.h (see kernel/arch.h) and ends the test where the
 * kernel breaks a rule of that interface.
 */
#ifndef UNIT_MACHINE_H
#define UNIT_MACHINE_H

#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>

#include <bulkhead/vcpu.h>

/** What a guest may set in its flags. */
#define MACHINE_GUEST_FLAGS 0x240dd5u

struct machine_vcpu {
    bh_word pc, flags, sp, result;
    bh_word words[3]; /* of the pending hypercall, from the third on */
    bh_word tls[BH_TLS_COUNT];
    uintptr_t directory;
    bool idle;       /* continues in the idle loop */
    uint32_t resets; /* how often arch_vcpu_reset set it up */
};

/* Pins of an interrupt controller. */
#define ARCH_PINS 24
struct pin {
    uint32_t flags;
    bool open;
    uint32_t opened; /* how often */
};

/* In exit_code: the machine was reset. */
#define MACHINE_RESET 1000u

struct machine {
    uint64_t clock;
    uint64_t step;  /* every look at the clock moves it on by so much */
    uint64_t armed; /* what the timer was last armed for */
    uint32_t arms;
    uint32_t divisions;

    struct pin pin[ARCH_PINS];
    uint32_t in_flight[ARCH_PINS]; /* pins whose interrupts arch_line_collect takes */
    uint32_t in_flight_count;
    uint32_t collects;
    struct machine_vcpu *loaded;
    uint32_t switches;

    uint32_t busy;   /* the serial line is not ready for so many more looks */
    uint32_t credit; /* characters that it takes since it was found ready */
    char output[1 << 16];
    uint32_t output_length; /* what does not fit is counted only */
    const char *input;
    uint32_t input_length;

    bool may_end; /* arch_exit jumps to `end` */
    jmp_buf end;
    uint32_t exit_code;
};

extern struct machine machine;

/** The kernel broke a rule of the interface: the test ends. */
_Noreturn void machine_broken(const char *rule);

static inline uint64_t arch_clock(void)
{
    machine.clock += machine.step;
    return machine.clock;
}

static inline uint64_t arch_divide(uint64_t dividend, uint32_t divisor, uint32_t *remainder)
{
    if (divisor == 0) {
        machine_broken("arch_divide: by zero");
    }
    machine.divisions++;
    *remainder = (uint32_t)(dividend % divisor);
    return dividend / divisor;
}

static inline uint64_t arch_scale(uint64_t value, uint32_t shift, uint32_t divisor,
                                  uint32_t *remainder)
{
    if (shift > 31) {
        machine_broken("arch_scale: the shift is above 31");
    }
    const unsigned __int128 dividend = (unsigned __int128)value << shift;
    if ((uint64_t)(dividend >> 64) >= divisor) {
        machine_broken("arch_scale: the quotient does not fit");
    }
    *remainder = (uint32_t)(dividend % divisor);
    return (uint64_t)(dividend / divisor);
}

/* The fake clock moves at each reading. */
static inline void arch_clock_wait(uint64_t until)
{
    while (arch_clock() < until) {
    }
}

static inline void arch_timer_arm(uint64_t due)
{
    if (due > machine.clock + UINT32_MAX) {
        machine_broken("arch_timer_arm: too far away");
    }
    machine.armed = due;
    machine.arms++;
}

static inline bool arch_bit(const uint32_t (*words)[BH_SOURCE_WORDS], uint32_t bit)
{
    if (bit >= BH_SOURCES) {
        machine_broken("arch_bit: no such bit");
    }
    return ((*words)[bit / 32] & 1u << (bit % 32)) != 0;
}

static inline bool arch_bit_set(uint32_t (*words)[BH_SOURCE_WORDS], uint32_t bit)
{
    const bool set = arch_bit((const uint32_t (*)[BH_SOURCE_WORDS])words, bit);
    (*words)[bit / 32] |= 1u << (bit % 32);
    return set;
}

static inline bh_word arch_word(const struct machine_vcpu *vcpu, uint32_t place)
{
    return vcpu->words[place - 3];
}

static inline bh_word arch_pc(const struct machine_vcpu *vcpu)
{
    return vcpu->pc;
}

static inline bh_word arch_flags(const struct machine_vcpu *vcpu)
{
    return vcpu->flags;
}

static inline void arch_enter(struct machine_vcpu *vcpu, bh_word pc)
{
    vcpu->pc = pc;
}

static inline void arch_result(struct machine_vcpu *vcpu, bh_word value)
{
    vcpu->result = value;
}

static inline bh_word arch_trap_flags(const struct machine_vcpu *vcpu, bool enabled)
{
    return (vcpu->flags & ~(bh_word)BH_FLAGS_ENABLED) | (enabled ? BH_FLAGS_ENABLED : 0);
}

#endif
