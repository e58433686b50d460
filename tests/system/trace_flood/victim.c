/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Looks at the events that it got in each of twenty windows. */
#include "../test.h"

#define WINDOWS 20

int main(void)
{
    const uint32_t knock = (uint32_t)bh_source("knock");
    const uint64_t window = UINT64_C(1) << BH_SOURCE_WINDOW;
    uint32_t least = UINT32_MAX;

    bh_mode_set(BH_MODE_NORMAL, 0);
    bh_irq_take(BH_SOURCE_WINDOW);
    bh_irq_take(knock);
    for (uint32_t i = 0; i < WINDOWS; i++) {
        while (bh_irq_take(BH_SOURCE_WINDOW) == 0) {
            bh_wait(window, BH_TIME_INFINITE);
        }
        const uint32_t taken = bh_irq_take(knock);
        least = i > 0 && taken < least ? taken : least;
    }
    test(least > 256, "each event of a flood is counted");
    return test_end();
}
