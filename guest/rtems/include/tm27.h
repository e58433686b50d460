/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The interrupt that RTEMS' timing test 27 and the tests with nested interrupts cause. */
#ifndef _RTEMS_TMTEST27
#error "for RTEMS' own tests only"
#endif

#ifndef BULKHEAD_TM27_H
#define BULKHEAD_TM27_H

#include <bsp/irq.h>

#define MUST_WAIT_FOR_INTERRUPT 0

/* The last source: the configuration numbers its own from the first. */
#define TM27_VECTOR BSP_VECTOR(BH_SOURCES - 1)
#define TM27_USE_VECTOR_HANDLER

static inline void Install_tm27_vector(rtems_interrupt_handler handler)
{
    rtems_interrupt_handler_install(TM27_VECTOR, "tm27", RTEMS_INTERRUPT_UNIQUE, handler, NULL);
}

static inline void Cause_tm27_intr(void)
{
    rtems_interrupt_raise(TM27_VECTOR);
}

static inline void Clear_tm27_intr(void)
{
    rtems_interrupt_clear(TM27_VECTOR);
}

/* Handlers run with interrupts disabled; this lets the next one nest. */
static inline void Lower_tm27_intr(void)
{
    _CPU_ISR_Set_level(0);
}

#endif
