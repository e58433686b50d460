/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Interrupt vectors of an RTEMS partition: 0 to 15 are the PC's interrupt lines, virtual interrupt
 * sources follow (enum bh_source in bulkhead/vcpu.h).
 */
#ifndef LIBBSP_I386_BULKHEAD_IRQ_H
#define LIBBSP_I386_BULKHEAD_IRQ_H

#include <rtems/irq-extension.h>
#include <rtems/irq.h>

#include <bulkhead/vcpu.h>

#define BSP_IRQ_LINES 16

/** The vector of a virtual interrupt source. */
#define BSP_VECTOR(source) (BSP_IRQ_LINES + (source))

#define BSP_INTERRUPT_VECTOR_COUNT BSP_VECTOR(BH_SOURCES)

#endif
