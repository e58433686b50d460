/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Arithmetic on addresses.
 */
#ifndef HOST_UNITS_H
#define HOST_UNITS_H

#include <stdint.h>

/** The next multiple of `unit`, a power of two. */
static inline uint64_t round_up(uint64_t value, uint64_t unit)
{
    return (value + unit - 1) & ~(unit - 1);
}

/** A stretch of physical memory. */
struct span {
    uint64_t start;
    uint64_t bytes;
};

static inline uint64_t span_end(const struct span *span)
{
    return span->start + span->bytes;
}

#endif
