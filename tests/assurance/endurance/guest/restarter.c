/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Restarts every other partition, each every seventh window, cold and warm in turn, wherever it is.
 * Prints now and then how often the one that was restarted least was.
 */
#include "bh.h"

#define EVERY  7u
#define REPORT 100u

static uint32_t restarts[BH_PARTITIONS_MAX];

static void restart(uint32_t partition)
{
    const uint32_t mode =
        restarts[partition] % 2 == 0 ? BH_MODE_COLD_START : BH_MODE_WARM_START;
    /* One that was not NORMAL yet has nothing that a warm start could keep. */
    if (bh_partition_set(partition, mode, 0) == BH_OK ||
        bh_partition_set(partition, BH_MODE_COLD_START, 0) == BH_OK) {
        restarts[partition]++;
    }
}

int main(void)
{
    const uint32_t others = bh_descriptor()->partitions.count - 1; /* it is the last itself */
    uint32_t told = 0;

    bh_mode_set(BH_MODE_NORMAL, 0);
    for (uint32_t window = 0;; window++) {
        uint32_t least = UINT32_MAX;
        for (uint32_t i = 0; i < others; i++) {
            if ((window + 3 * i) % EVERY == 0) {
                restart(i);
            }
            least = restarts[i] < least ? restarts[i] : least;
        }
        if (least >= told + REPORT) {
            told = least;
            bh_print("%u restarts of each of %u partitions\n", told, others);
        }
        bh_irq_take(BH_SOURCE_WINDOW);
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
    }
}
