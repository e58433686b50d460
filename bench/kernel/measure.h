/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Counting instructions: under instruction counting one clock tick is one. Each figure is the least of
 * some rounds; the tick between two readings of the clock is taken off.
 */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include "bh.h"

#define ROUNDS 20

static uint32_t overhead;

static inline uint32_t ticks(void)
{
    return (uint32_t)bh_clock_ticks();
}

static void figure(const char *name, uint32_t value)
{
    bh_print("%s %u instructions\n", name, value);
}

/* The least cost of a statement. */
#define COST(statement)                                                                            \
    ({                                                                                             \
        uint32_t least = UINT32_MAX;                                                               \
        for (int round = 0; round < ROUNDS; round++) {                                             \
            const uint32_t before = ticks();                                                       \
            statement;                                                                             \
            const uint32_t cost = ticks() - before - overhead;                                     \
            least = cost < least ? cost : least;                                                   \
        }                                                                                          \
        least;                                                                                     \
    })

/* Call it first. */
static void measure_init(void)
{
    overhead = UINT32_MAX;
    for (int round = 0; round < ROUNDS; round++) {
        const uint32_t before = ticks();
        const uint32_t delta = ticks() - before;
        overhead = delta < overhead ? delta : overhead;
    }
}

#endif
