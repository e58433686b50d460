/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The timer of RTEMS' own timing tests: clock ticks. */
#include <bh.h>

#include <rtems/btimer.h>

static uint64_t start;

void benchmark_timer_initialize(void)
{
    start = bh_clock_ticks();
}

benchmark_timer_t benchmark_timer_read(void)
{
    return (benchmark_timer_t)(bh_clock_ticks() - start);
}

/* There is no overhead to speak of. */
void benchmark_timer_disable_subtracting_average_overhead(bool find_flag)
{
}
