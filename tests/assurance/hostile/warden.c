/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Restarts the hostile partition where it does not do so itself: when it has stopped, and when it has
 * not started anew since the window before, for then it may hang. Before that it sets the HPET going,
 * for ever, whose lines are the hostile partition's: one that holds an HPET's registers chooses its
 * lines, under QEMU any, and so reaches others (docs/not-promised.md).
 */
#include "../../system/hpet.h"

static uint32_t random_state;

static uint32_t random_below(uint32_t limit)
{
    random_state = random_state * 1664525 + 1013904223;
    return (uint32_t)((uint64_t)random_state * limit >> 32);
}

static void flood(void)
{
    volatile uint32_t *hpet = hpet_stop();

    random_state = bh_descriptor()->identifier;
    hpet_comparator(hpet, 0, 12, 900 + random_below(1000));
    hpet_comparator(hpet, 1, 13, 1300 + random_below(1000));
    hpet_comparator(hpet, 2, 15, 1700 + random_below(1000));
    hpet_start(hpet);
}

int main(void)
{
    const int hostile = bh_partition("hostile");
    uint32_t starts = 0, windows = 0;

    flood();
    bh_mode_set(BH_MODE_NORMAL, 0);
    for (;;) {
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        if (bh_irq_take(BH_SOURCE_WINDOW) == 0 || hostile < 0) {
            continue;
        }
        const volatile struct bh_partition_status *status =
            &bh_module_status()->partition[hostile];
        windows = status->starts == starts ? windows + 1 : 0;
        starts = status->starts;
        if (status->mode == BH_MODE_IDLE || windows >= 1) {
            bh_partition_set((uint32_t)hostile,
                             starts % 2 == 0 || status->mode != BH_MODE_NORMAL ? BH_MODE_COLD_START
                                                                                : BH_MODE_WARM_START, 0);
        }
    }
}
