/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Notes when its windows begin. */
#include "../test.h"

int main(void)
{
    uint32_t moved = 0;
    for (int i = 0; i < 30; i++) {
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        const bh_time begun = bh_clock_ns();
        bh_irq_take(BH_SOURCE_WINDOW);
        moved += i > 0 && begun % 10000000 - 5000000 > 1000;
    }
    test(moved == 0, "the windows of a restarting partition's neighbour do not move");
    return test_end();
}
