/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Interrupt vectors of an RTEMS partition: 0 to 15 are the PC's interrupt lines, virtual interrupt
 * sources follow (enum bh_source in bulkhead/vcpu.h), then the I/O APIC's lines from 16 on. Lines
 * are those that the configuration grants; a line's own source is not for handlers.
 */
#ifndef LIBBSP_I386_BULKHEAD_IRQ_H
#define LIBBSP_I386_BULKHEAD_IRQ_H

#include <rtems/irq-extension.h>
#include <rtems/irq.h>

#include <bulkhead/vcpu.h>

/** The PC's lines, and how many lines have vectors. */
#define BSP_IRQ_LINES 16
#define BSP_LINES     24

/** The vector of a virtual interrupt source. */
#define BSP_VECTOR(source) (BSP_IRQ_LINES + (source))

/** The vector of a hardware line, by its number. */
#define BSP_LINE_VECTOR(number) ((number) < BSP_IRQ_LINES ? (number) : (number) + BH_SOURCES)

#define BSP_INTERRUPT_VECTOR_COUNT (BSP_LINES + BH_SOURCES)

#endif
