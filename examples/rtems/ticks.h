/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* An RTEMS program that prints a line every LINE_MS ms for LINES lines, with a clock of TICK_US. */
#include <stdio.h>
#include <stdlib.h>

#include <bsp.h>
#include <rtems.h>

#include <bh.h>

static rtems_task Init(rtems_task_argument argument)
{
    for (int i = 0; i < LINES; i++) {
        rtems_task_wake_after(LINE_MS * 1000 / TICK_US);
        printf("%u ticks of %u us, module time %u ms\n",
               (unsigned)rtems_clock_get_ticks_since_boot(), TICK_US,
               (unsigned)(bh_clock_ns() / 1000000));
    }
    exit(0);
}

#define CONFIGURE_APPLICATION_NEEDS_CLOCK_DRIVER
#define CONFIGURE_APPLICATION_NEEDS_CONSOLE_DRIVER
#define CONFIGURE_MICROSECONDS_PER_TICK TICK_US
#define CONFIGURE_MAXIMUM_TASKS 1
#define CONFIGURE_RTEMS_INIT_TASKS_TABLE
#define CONFIGURE_INIT
#include <rtems/confdefs.h>
