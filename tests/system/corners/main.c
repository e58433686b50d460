/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* What only a partition with every right does, and seldom. */
#include "../test.h"

#define OTHER 1u

static bh_time next_window(bh_time deadline)
{
    bh_wait(1u << BH_SOURCE_WINDOW, deadline);
    bh_irq_take(BH_SOURCE_WINDOW);
    return bh_clock_ns();
}

int main(void)
{
    const bh_time begun = next_window(BH_TIME_INFINITE);

    test(next_window(BH_TIME_INFINITE - 1) == begun + 10000000,
         "a wait until a time that never comes ends for what it waits for");
    bh_partition_set(OTHER, BH_MODE_COLD_START, 0);
    bh_partition_set(OTHER, BH_MODE_WARM_START, 0);
    next_window(BH_TIME_INFINITE);
    test(bh_module_shutdown(BH_EXIT_HEALTH + 1000) == BH_BAD_VALUE,
         "a module is not shut down with a code that is none");
    return test_end();
}
