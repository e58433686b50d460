/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What a test partition needs: a sentence for each thing that must hold, printed with its verdict.
 */
#ifndef TEST_H
#define TEST_H

#include "bh.h"

static int test_failures;

/* Prints "ok - sentence" or "not ok - sentence". */
static inline void test(bool holds, const char *sentence)
{
    bh_print(holds ? "ok - %s\n" : "not ok - %s\n", sentence);
    test_failures += !holds;
}

/* The partition's exit code. */
static inline int test_end(void)
{
    return test_failures != 0;
}

/* Spins for this long, in module time (ns). */
static inline void test_spin(bh_time duration)
{
    const bh_time end = bh_clock_ns() + duration;
    while (bh_clock_ns() < end) {
    }
}

#endif
