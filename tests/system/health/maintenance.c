/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Stops, inspects and restarts another partition. */
#include "../test.h"

enum { VICTIM, MAINTENANCE, WORKER, PARTITIONS };

static bool is(uint32_t partition, uint32_t mode, uint32_t start)
{
    const volatile struct bh_partition_status *status = &bh_module_status()->partition[partition];
    return status->mode == mode && status->start == start;
}

static bool is_fresh(void)
{
    return is(WORKER, BH_MODE_NORMAL, BH_START_NORMAL);
}

static bool is_restarted(void)
{
    return is(WORKER, BH_MODE_NORMAL, BH_START_PARTITION_RESTART);
}

static void next_window(void)
{
    bh_irq_take(BH_SOURCE_WINDOW);
    bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
}

int main(void)
{
    next_window();
    next_window();
    test(bh_partition("worker") == WORKER && bh_partition("nobody") == -1,
         "a partition with the right finds others by name");
    test(is_fresh(), "it sees another's mode and start condition");
    test(is(MAINTENANCE, BH_MODE_COLD_START, BH_START_NORMAL), "and its own");
    test(bh_partition_set(WORKER, BH_MODE_IDLE, 17) == BH_OK && is_fresh(),
         "it stops another, not before that one's next window");
    next_window();
    test(is(WORKER, BH_MODE_IDLE, BH_START_PARTITION_RESTART) &&
             bh_module_status()->partition[WORKER].exit_code == 17,
         "and then sees it stopped, with the code that it gave");
    next_window();
    test(is(WORKER, BH_MODE_IDLE, BH_START_PARTITION_RESTART), "a stopped partition stays so");
    bh_partition_set(WORKER, BH_MODE_COLD_START, 0);
    next_window();
    test(is_restarted(), "until it is restarted");
    bh_partition_set(WORKER, BH_MODE_WARM_START, 0);
    next_window();
    test(is_restarted() && bh_module_status()->partition[WORKER].starts == 4, "cold or warm");

    test(bh_partition_set(PARTITIONS, BH_MODE_IDLE, 0) == BH_BAD_INDEX,
         "a partition that does not exist is refused");
    test(bh_partition_set(WORKER, BH_MODE_NORMAL, 0) == BH_BAD_VALUE &&
             bh_partition_set(WORKER, BH_MODE_IDLE, 64) == BH_BAD_VALUE,
         "so are NORMAL, and a code above 63");
    test(bh_partition_set(MAINTENANCE, BH_MODE_WARM_START, 0) == BH_BAD_MODE,
         "so is a warm start of a partition that starts cold");
    next_window();
    test(is_restarted(), "what is refused changes nothing");
    return test_end();
}
