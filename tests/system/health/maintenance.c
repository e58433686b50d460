/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Stops, inspects and restarts another partition. */
#include "../test.h"

enum { VICTIM, MAINTENANCE, WORKER, PARTITIONS };

static bh_status state(uint32_t mode, uint32_t start, uint32_t code)
{
    return (bh_status)(mode | start << 8 | code << 16);
}

static void next_window(void)
{
    bh_irq_take(BH_SOURCE_WINDOW);
    bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
}

int main(void)
{
    const bh_status fresh = state(BH_MODE_NORMAL, BH_START_NORMAL, 0);
    const bh_status restarted = state(BH_MODE_NORMAL, BH_START_PARTITION_RESTART, 0);

    next_window();
    next_window();
    test(bh_partition_get(WORKER) == fresh,
         "a partition with the right sees another's mode and start condition");
    test(bh_partition_get(MAINTENANCE) == bh_mode_get(), "and its own");
    test(bh_partition_set(WORKER, BH_MODE_IDLE, 17) == BH_OK &&
             bh_partition_get(WORKER) == fresh,
         "it stops another, not before that one's next window");
    next_window();
    test(bh_partition_get(WORKER) == state(BH_MODE_IDLE, BH_START_PARTITION_RESTART, 17),
         "and then sees it stopped, with the code that it gave");
    next_window();
    test((bh_partition_get(WORKER) & 0xff) == BH_MODE_IDLE, "a stopped partition stays so");
    bh_partition_set(WORKER, BH_MODE_COLD_START, 0);
    next_window();
    test(bh_partition_get(WORKER) == restarted, "until it is restarted");
    bh_partition_set(WORKER, BH_MODE_WARM_START, 0);
    next_window();
    test(bh_partition_get(WORKER) == restarted, "cold or warm");

    test(bh_partition_get(PARTITIONS) == BH_BAD_INDEX &&
             bh_partition_set(PARTITIONS, BH_MODE_IDLE, 0) == BH_BAD_INDEX,
         "a partition that does not exist is refused");
    test(bh_partition_set(WORKER, BH_MODE_NORMAL, 0) == BH_BAD_VALUE &&
             bh_partition_set(WORKER, BH_MODE_IDLE, 64) == BH_BAD_VALUE,
         "so are NORMAL, and a code above 63");
    test(bh_partition_set(MAINTENANCE, BH_MODE_WARM_START, 0) == BH_BAD_MODE,
         "so is a warm start of a partition that starts cold");
    next_window();
    test(bh_partition_get(WORKER) == restarted, "what is refused changes nothing");
    return test_end();
}
