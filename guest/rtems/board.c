/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The board around RTEMS' life: start, memory, idle, end. */
#include <bh.h>

#include <bsp/bootcard.h>
#include <bsp/irq-generic.h>
#include <rtems/score/threadidledata.h>
#include <rtems/sysinit.h>

#include "port.h"

#define EXIT_CODE_MAX 63

extern char bsp_work_area_begin[]; /* in linkcmds */

static Memory_Area areas[1];
static const Memory_Information memory = MEMORY_INFORMATION_INITIALIZER(areas);

/* From the end of the program to the end of the partition's memory. */
static void memory_initialize(void)
{
    _Memory_Initialize(&areas[0], bsp_work_area_begin, (void *)bh_descriptor()->memory_end);
}

RTEMS_SYSINIT_ITEM(memory_initialize, RTEMS_SYSINIT_MEMORY, RTEMS_SYSINIT_ORDER_MIDDLE);

const Memory_Information *_Memory_Get(void)
{
    return &memory;
}

void bsp_start(void)
{
    bh_irq_entry_set((bh_word)bsp_irq_entry, (bh_word)bsp_irq_return, (bh_word)bsp_irq_return_end);
    bh_trap_entry_set((bh_word)bsp_trap_entry);
    bsp_interrupt_initialize();
}

/* The last of RTEMS' initialization; from here on the application runs. */
static void initialization_done(void)
{
    bh_mode_set(BH_MODE_NORMAL, 0);
}

RTEMS_SYSINIT_ITEM(initialization_done, RTEMS_SYSINIT_LAST, RTEMS_SYSINIT_ORDER_FIRST);

/* Interrupts are enabled: what comes between two calls ends the next one at once. */
void *_CPU_Thread_Idle_body(uintptr_t ignored)
{
    for (;;) {
        bh_wait(0, BH_TIME_INFINITE);
    }
}

void *bsp_idle_thread(uintptr_t ignored)
{
    return _CPU_Thread_Idle_body(ignored);
}

void bsp_exit(uint32_t code)
{
    const int32_t in_range = code <= EXIT_CODE_MAX ? (int32_t)code : EXIT_CODE_MAX;
    for (;;) {
        bh_mode_set(BH_MODE_IDLE, in_range);
    }
}

/* RTEMS ends, its report is printed. */
void bsp_reset(rtems_fatal_source source, rtems_fatal_code code)
{
    bsp_exit(source == RTEMS_FATAL_SOURCE_EXIT ? code : BSP_FATAL_EXIT_CODE + (uint32_t)source);
}
