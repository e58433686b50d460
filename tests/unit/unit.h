/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What every unit test includes. A test program runs one test at a time, each in a process of its
 * own, so that the kernel's memory is as after boot and a sanitizer's stop ends one test only.
 */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The widest integer, for exact reference arithmetic. */
typedef unsigned __int128 wide;

/** What main does: UNIT_TEST in the environment names the test to run, or is "list" to print all
 * names; without it all tests run. */
int unit_main(const struct CMUnitTest *tests, size_t count);

#define UNIT_MAIN(...)                                                                             \
    int main(void)                                                                                 \
    {                                                                                              \
        const struct CMUnitTest tests[] = {__VA_ARGS__};                                           \
        return unit_main(tests, sizeof tests / sizeof tests[0]);                                   \
    }

/** The next number of a fixed sequence; 64 random bits. */
uint64_t unit_random(void);

/** A random number below `limit`. */
uint64_t unit_random_below(uint64_t limit);

/** A random number of a random number of bits, 0 to `bits`: small ones are as likely as large. */
uint64_t unit_random_bits(uint32_t bits);

#endif
