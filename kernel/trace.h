/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The trace: constant cost when it is on, one test when it is off.
 */
#ifndef KERNEL_TRACE_H
#define KERNEL_TRACE_H

#include <stdint.h>

#include <bulkhead/tables.h>
#include <bulkhead/trace.h>

/** Index of the kernel's own ring; partition i has ring i + 1. */
#define TRACE_KERNEL 0u

extern uint32_t trace_on;

void trace_init(const struct bh_tables *tables);

/** Writes a record; call through trace(). */
void trace_write(uint32_t ring, uint32_t kind, uint32_t a, uint32_t b, uint32_t c, uint32_t d);

static inline void trace(uint32_t ring, uint32_t kind, uint32_t a, uint32_t b, uint32_t c,
                         uint32_t d)
{
    if (__builtin_expect(trace_on != 0, 0)) {
        trace_write(ring, kind, a, b, c, d);
    }
}

#endif
