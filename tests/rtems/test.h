/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The frame of a test program: one task, as many others as memory has room for, verdicts. */
#ifndef TEST_H
#define TEST_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <bh.h>
#include <bsp.h>
#include <bsp/irq.h>
#include <rtems.h>

#ifndef TICK_US
#define TICK_US 1000
#endif

static int failed;

__attribute__((format(printf, 2, 3))) static inline void check(bool good, const char *sentence, ...)
{
    char text[128];
    va_list arguments;
    va_start(arguments, sentence);
    vsnprintf(text, sizeof text, sentence, arguments);
    va_end(arguments);
    printf("%s - %s\n", good ? "ok" : "not ok", text);
    failed += !good;
}

static rtems_task Init(rtems_task_argument argument);

#define CONFIGURE_APPLICATION_NEEDS_CLOCK_DRIVER
#define CONFIGURE_APPLICATION_NEEDS_CONSOLE_DRIVER
#define CONFIGURE_MICROSECONDS_PER_TICK TICK_US
#define CONFIGURE_UNLIMITED_OBJECTS
#define CONFIGURE_UNIFIED_WORK_AREAS
#define CONFIGURE_RTEMS_INIT_TASKS_TABLE
#define CONFIGURE_INIT_TASK_ATTRIBUTES RTEMS_FLOATING_POINT
#define CONFIGURE_INIT_TASK_INITIAL_MODES RTEMS_DEFAULT_MODES
#define CONFIGURE_INIT
#include <rtems/confdefs.h>

#endif
