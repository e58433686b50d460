/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The same as telemetry.c, on RTEMS: a task for the events, and one for the position. The flight is
 * told by who flies it, so nothing else changes when this takes the place of the bare program.
 */
#include <stdio.h>
#include <stdlib.h>

#include <bh.h>
#include <bsp.h>
#include <rtems.h>

#define SAY printf
#include "telemetry.h"

#define TICK_MS 10
#define POLL_MS 50
#define STACK   (4 * RTEMS_MINIMUM_STACK_SIZE)

static rtems_task report(rtems_task_argument argument)
{
    for (unsigned second = REPORT_SECONDS;; second += REPORT_SECONDS) {
        const bh_time now = bh_clock_ns(), next = (bh_time)second * SECOND;
        const bh_time left = next > now ? (next - now) / (TICK_MS * MS) : 0;
        rtems_task_wake_after((rtems_interval)left + 1);
        send_position(second);
    }
}

static rtems_task Init(rtems_task_argument argument)
{
    struct flight_event event;
    uint32_t length;
    rtems_id id;

    open_ports();
    if (rtems_task_create(rtems_build_name('R', 'P', 'R', 'T'), 2, STACK, RTEMS_DEFAULT_MODES,
                          RTEMS_DEFAULT_ATTRIBUTES, &id) != RTEMS_SUCCESSFUL ||
        rtems_task_start(id, report, 0) != RTEMS_SUCCESSFUL) {
        exit(1);
    }
    for (;;) {
        while (bh_queue_receive(&events, &event, &length) == BH_OK) {
            send_event(&event, length);
        }
        rtems_task_wake_after(POLL_MS / TICK_MS);
    }
}

#define CONFIGURE_APPLICATION_NEEDS_CLOCK_DRIVER
#define CONFIGURE_APPLICATION_NEEDS_CONSOLE_DRIVER
#define CONFIGURE_MICROSECONDS_PER_TICK (TICK_MS * 1000)
#define CONFIGURE_MAXIMUM_TASKS         2
#define CONFIGURE_EXTRA_TASK_STACKS     STACK
#define CONFIGURE_RTEMS_INIT_TASKS_TABLE
#define CONFIGURE_INIT
#include <rtems/confdefs.h>
