/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Writes an HPET's registers so that QEMU's counts 2^55 periods, one by one, and the machine stands still
 * meanwhile, as random programs happen to do. plugin/doors.c has to end that.
 */
#include "bh.h"

#define AFTER 12000000 /* ns: twenty frames */

#define ENABLE        (0x10 / 4)
#define COUNTER       (0xf0 / 4)
#define CONFIGURATION (0x100 / 4)
#define COMPARATOR    (0x108 / 4)

int main(void)
{
    volatile uint32_t *hpet =
        (volatile uint32_t *)(uintptr_t)bh_device("hpet", BH_DEVICE_MEMORY, 0)->start;

    bh_wait(0, bh_clock_ns() + AFTER);
    hpet[ENABLE] = 0;
    hpet[COUNTER] = 0;
    hpet[COUNTER + 1] = 1u << 23;
    hpet[CONFIGURATION] = 0x40 | 0x08 | 0x04; /* set value, periodic, enabled */
    hpet[COMPARATOR] = 100;
    hpet[COMPARATOR + 1] = 0;
    hpet[COMPARATOR] = 1;
    hpet[ENABLE] = 1;
    for (;;) {
    }
}
