/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The trace: one test when it is off, constant cost when it is on.
 */
#ifndef KERNEL_TRACE_H
#define KERNEL_TRACE_H

#include <stdint.h>

#include <bulkhead/tables.h>
#include <bulkhead/trace.h>

#include "vcpu.h"

/** Index of the kernel's own ring; partition i has ring i + 1. */
#define TRACE_KERNEL 0u

/** Bit n: records of kind n are written. */
extern uint32_t trace_kinds;

void trace_init(const struct bh_tables *tables);

/* Write a record; call through the functions below. */
void trace_write(uint32_t ring, uint32_t kind, uint32_t a, uint32_t b, uint32_t c, uint32_t d);
void trace_write_raise(const struct vcpu *vcpu, uint32_t source, uint32_t occurrences, uint64_t now);
void trace_write_deliver(const struct vcpu *vcpu, bh_word pc, uint64_t now);

static inline void trace(uint32_t ring, uint32_t kind, uint32_t a, uint32_t b, uint32_t c,
                         uint32_t d)
{
    if (__builtin_expect((trace_kinds & 1u << kind) != 0, 0)) {
        trace_write(ring, kind, a, b, c, d);
    }
}

/* The two on the shortest paths; a time of 0 is the clock's. */

static inline void trace_raise(const struct vcpu *vcpu, uint32_t source, uint32_t occurrences,
                               uint64_t now)
{
    if (__builtin_expect((trace_kinds & 1u << BH_TRACE_RAISE) != 0, 0)) {
        trace_write_raise(vcpu, source, occurrences, now);
    }
}

static inline void trace_deliver(const struct vcpu *vcpu, bh_word pc, uint64_t now)
{
    if (__builtin_expect((trace_kinds & 1u << BH_TRACE_DELIVER) != 0, 0)) {
        trace_write_deliver(vcpu, pc, now);
    }
}

#endif
