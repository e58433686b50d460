/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The timer that upstream's timing tests ask of a board, for guest and native alike: instructions.
 * Linked into a program it takes the place of either board's own, so that both are measured the
 * same way. CLOCK_SHIFT is QEMU's -icount shift: an instruction is 2^CLOCK_SHIFT clock ticks.
 */
#include <stdint.h>

#include <rtems/btimer.h>

#ifndef CLOCK_SHIFT
#define CLOCK_SHIFT 0
#endif

static uint64_t start;

static inline uint64_t now(void)
{
    uint64_t ticks;
    __asm__ volatile("rdtsc" : "=A"(ticks));
    return ticks;
}

void benchmark_timer_initialize(void)
{
    start = now();
}

benchmark_timer_t benchmark_timer_read(void)
{
    return (benchmark_timer_t)((now() - start) >> CLOCK_SHIFT);
}

void benchmark_timer_disable_subtracting_average_overhead(bool find_flag)
{
}
