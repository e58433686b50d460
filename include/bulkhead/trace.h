/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The trace: fixed records in one ring per partition and one for the kernel (the first), one ring
 * behind the other. When a ring is full the oldest record gives way; `written` tells how many were
 * lost. The host reads them from the machine's memory; partitions with the right ReadTrace see them
 * at BH_TRACE_BASE, read-only.
 *
 * Nobody's records push out another's: what a partition sends to another that has an occurrence of it
 * pending already is counted without a RAISE record in the receiver's ring.
 *
 * Record n (from 0) lies in slot n modulo capacity. The kernel writes it, then counts it, between two
 * instructions of a guest. So a reader looks at `written`, copies, and looks again: a record n that
 * it has copied is whole if `written` - n is at most the capacity then, and else has given way.
 */
#ifndef BULKHEAD_TRACE_H
#define BULKHEAD_TRACE_H

#include <bulkhead/types.h>

/* KIND(number, name, a, b, c, d, text): what happened and the meaning of its arguments. The numbers 2
 * and 3 are not used. */
#define BH_TRACE_KINDS(KIND)                                                                       \
    KIND(1, WINDOW, "schedule", "window", "slack", "",                                             \
         "a window enters; slack: clock ticks (signed) left to the guest's entry, which time is")  \
    KIND(4, HYPERCALL, "number", "word1", "word2", "result",                                       \
         "a hypercall, at its end, with its first two argument words")                             \
    KIND(5, RAISE, "source", "new", "count", "", "a virtual interrupt source occurred")            \
    KIND(6, DELIVER, "pc", "pending0", "pending1", "", "the guest continues at its entry")         \
    KIND(7, TRAP, "vector", "error", "address", "pc", "a trap was delivered to the guest")         \
    KIND(8, HEALTH, "error", "detail", "address", "pc", "a health event")                          \
    KIND(9, MODE, "mode", "start", "code", "", "the partition's mode changed")                     \
    KIND(10, SCHEDULE, "schedule", "", "", "", "the module's schedule changed")

#define BH_TRACE_ENUMERATOR(number, name, a, b, c, d, text) BH_TRACE_##name = (number),
enum bh_trace_kind { BH_TRACE_KINDS(BH_TRACE_ENUMERATOR) };

struct bh_trace_record {
    bh_time time;         /**< clock ticks (struct bh_information) */
    uint32_t kind;        /**< enum bh_trace_kind */
    uint32_t argument[4]; /**< by kind */
    uint32_t lost;        /**< zero; in a file of what came over a line: so many records before this
                               one did not */
};

/** A ring's header; its records follow. */
struct bh_trace_ring {
    uint32_t written;     /**< records so far; the newest is at (written - 1) modulo capacity */
    uint32_t capacity;    /**< records, a power of two */
    uint32_t lost;        /**< zero; in a file of what came over a line: so many behind the last one
                               did not */
    uint32_t reserved[5]; /**< zero */
};

#endif
