/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Works for a while, then follows a null pointer. */
#include <stdlib.h>

#include <bsp.h>
#include <rtems.h>

static rtems_task Init(rtems_task_argument argument)
{
    volatile int *volatile nowhere = NULL;
    rtems_task_wake_after(30);
    *nowhere = 1;
    exit(0);
}

#define CONFIGURE_APPLICATION_NEEDS_CLOCK_DRIVER
#define CONFIGURE_APPLICATION_NEEDS_CONSOLE_DRIVER
#define CONFIGURE_MICROSECONDS_PER_TICK 10000
#define CONFIGURE_MAXIMUM_TASKS 1
#define CONFIGURE_RTEMS_INIT_TASKS_TABLE
#define CONFIGURE_INIT
#include <rtems/confdefs.h>
