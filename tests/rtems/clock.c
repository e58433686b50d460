/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Ticks of TICK_US for two seconds in a partition that has the processor for a part of the time:
 * as many as the module's clock says, and RTEMS' own time agrees with it.
 */
#include "test.h"

#define SECONDS 2

static rtems_task Init(rtems_task_argument argument)
{
    const uint64_t tick_ns = TICK_US * UINT64_C(1000);

    rtems_task_wake_after(1);
    const bh_time start = bh_clock_ns();
    const uint64_t uptime = rtems_clock_get_uptime_nanoseconds();
    const rtems_interval ticks = rtems_clock_get_ticks_since_boot();

    rtems_task_wake_after((rtems_interval)(SECONDS * UINT64_C(1000000) / TICK_US));
    const uint64_t passed = bh_clock_ns() - start;
    const uint64_t uptime_passed = rtems_clock_get_uptime_nanoseconds() - uptime;
    const uint64_t expected = passed / tick_ns;
    const uint64_t ticked = rtems_clock_get_ticks_since_boot() - ticks;

    check(ticked + 1 >= expected && ticked <= expected + 1,
          "%u us clock: %u ticks in %u us, as many as the module's clock says", TICK_US,
          (unsigned)ticked, (unsigned)(passed / 1000));
    check(passed >= SECONDS * UINT64_C(1000000000) - tick_ns &&
              passed < SECONDS * UINT64_C(1000000000) + 20000000 + tick_ns,
          "%u us clock: a task that waits %u s is woken in the window after", TICK_US, SECONDS);
    check(uptime_passed + 100000 >= passed && uptime_passed <= passed + 100000,
          "%u us clock: RTEMS' uptime agrees with the module's clock to 100 us", TICK_US);
    exit(failed);
}
