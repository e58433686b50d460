/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Measures when each of its windows enters it. */
#include "../test.h"

#define FRAME   200000u /* ns */
#define WINDOWS 1100u
#define JITTER  8u /* ns, of a window's entry */

int main(void)
{
    uint32_t least = UINT32_MAX, most = 0;

    for (uint32_t window = 0; window < WINDOWS; window++) {
        bh_irq_take(BH_SOURCE_WINDOW);
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        const uint32_t behind = (uint32_t)(bh_clock_ns() % FRAME);
        least = behind < least ? behind : least;
        most = behind > most ? behind : most;
    }
    bh_print("entered %u to %u ns behind the start\n", least, most);
    test(most - least <= JITTER,
         "a timer's interrupt that is in flight at the switch does not come in the next window");
    bh_exit(test_end());
}
