/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* An HPET whose comparators interrupt for ever, for tests that flood lines. */
#ifndef TEST_HPET_H
#define TEST_HPET_H

#include "test.h"

/* Stopped, of the partition's device "hpet". */
static inline volatile uint32_t *hpet_stop(void)
{
    volatile uint32_t *hpet =
        (volatile uint32_t *)(uintptr_t)bh_device("hpet", BH_DEVICE_MEMORY, 0)->start;
    hpet[0x10 / 4] = 0;
    return hpet;
}

/* The period is in 10 ns. */
static inline void hpet_comparator(volatile uint32_t *hpet, uint32_t n, uint32_t pin, uint32_t period)
{
    volatile uint32_t *timer = hpet + (0x100 + 0x20 * n) / 4;
    timer[0] = pin << 9 | 0x40 | 0x08 | 0x04; /* route, set value, periodic, enabled */
    timer[2] = hpet[0xf0 / 4] + 100;
    timer[3] = 0;
    timer[2] = period;
    timer[3] = 0;
}

static inline void hpet_start(volatile uint32_t *hpet)
{
    hpet[0x10 / 4] = 1;
}

#endif
