/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Its windows begin where they are planned, and nothing comes between its instructions. */
#include "../test.h"

int main(void)
{
    const uint32_t enough = (uint32_t)bh_source("enough");
    uint32_t windows = 0, moved = 0, longest = 0;

    bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
    bh_irq_take(BH_SOURCE_WINDOW);
    while (bh_irq_take(enough) == 0 && windows < 20000) {
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        const bh_time begun = bh_clock_ns();
        bh_irq_take(BH_SOURCE_WINDOW);
        windows++;
        moved += begun % 10000000 - 3000000 > 500;
        bh_time last = bh_clock_ns();
        while (last < begun + 2900000) {
            const bh_time now = bh_clock_ns();
            longest = now - last > longest ? (uint32_t)(now - last) : longest;
            last = now;
        }
    }
    bh_print("%u windows, longest gap %u\n", windows, longest);
    test(windows < 20000, "the flood goes on to its end");
    test(moved == 0, "a flood from outside into a neighbour's line does not move a window");
    test(longest < 80, "nor does it take an instruction's time within one");
    return test_end();
}
