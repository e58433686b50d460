/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Ends in the way that CAUSE names. */
#include "test.h"

#define EXIT       0
#define PAGE_FAULT 1
#define DIVIDE     2
#define PRIVILEGED 3
#define CORE       4
#define LARGE_EXIT 5

static rtems_task Init(rtems_task_argument argument)
{
    volatile int zero = 0;
    switch (CAUSE) {
    case PAGE_FAULT:
        *(volatile int *)0x1234 = zero;
        break;
    case DIVIDE:
        printf("%d\n", 100 / zero);
        break;
    case PRIVILEGED:
        __asm__ volatile("cli");
        break;
    case CORE:
        rtems_fatal(RTEMS_FATAL_SOURCE_APPLICATION, 0x1234);
    case LARGE_EXIT:
        exit(1000);
    default:
        exit(17);
    }
    exit(0);
}
