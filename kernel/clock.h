/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The module's clock: clock ticks of the processor, and module time in nanoseconds as struct
 * bh_information defines it. The conversion is exact by that definition, so nothing accumulates; guests
 * convert back.
 */
#ifndef KERNEL_CLOCK_H
#define KERNEL_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include <bulkhead/vcpu.h>

#include "arch.h"

/** Clock ticks that never come. */
#define CLOCK_NEVER UINT64_MAX

/** What was measured; lies in the page that every partition sees. */
extern struct bh_information *information;

/** Chooses the scale for a clock of this many ticks per second. Returns false if the clock is
 * slower than 1 MHz or faster than 8 GHz. */
bool clock_init(struct bh_information *page, uint64_t frequency, uint32_t window_entry_offset);

/** Declares module time 0. */
void clock_start(uint64_t epoch);

/** Ticks in a duration, and what is left over in units of 1 / multiplier of a tick. ns must be below
 * BH_TIME_LIMIT. */
static inline uint64_t clock_divided(bh_time ns, uint32_t *fraction)
{
    return arch_scale(ns, information->shift, information->multiplier, fraction);
}

/** Ticks in a duration, rounded up. ns must be below BH_TIME_LIMIT. */
static inline uint64_t clock_duration(bh_time ns)
{
    uint32_t fraction;
    const uint64_t ticks = clock_divided(ns, &fraction);
    return ticks + (fraction != 0);
}

/** The first tick at which module time has reached ns; CLOCK_NEVER from BH_TIME_LIMIT on. */
static inline uint64_t clock_ticks(bh_time ns)
{
    return ns < BH_TIME_LIMIT ? information->epoch + clock_duration(ns) : CLOCK_NEVER;
}

/** dividend / divisor for dividend < BH_TIME_LIMIT and divisor > 0, in bounded time. */
uint64_t clock_divide(uint64_t dividend, uint64_t divisor);

#endif
