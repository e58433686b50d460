/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * When a window enters its guest: the clock at the first instruction after a wait for the window,
 * against the planned start. Prints the least and the most over many windows, and the longest time
 * between two readings of the clock within one.
 */
#include "bh.h"

#define WINDOWS 400
#define FRAME   1000000 /* ns */

/* Most of a window, without a call. */
static uint32_t longest_gap(void)
{
    uint32_t longest = 0;
    uint32_t last = (uint32_t)bh_clock_ticks();
    const uint32_t begun = last;
    while (last - begun < 200000) {
        const uint32_t now = (uint32_t)bh_clock_ticks();
        longest = now - last > longest ? now - last : longest;
        last = now;
    }
    return longest;
}

int main(void)
{
    const struct bh_information *information = bh_information();
    int32_t least = INT32_MAX, most = INT32_MIN;
    uint32_t gap = 0;

    bh_wait(0, 20 * FRAME);
    bh_irq_take(BH_SOURCE_WINDOW);
    for (uint32_t i = 0; i < WINDOWS; i++) {
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        const uint64_t now = bh_clock_ticks();
        bh_irq_take(BH_SOURCE_WINDOW);
        const uint64_t frame = (bh_clock_ns_of(now) + FRAME / 2) / FRAME * FRAME;
        const uint64_t planned =
            information->epoch +
            ((frame << information->shift) + information->multiplier - 1) / information->multiplier;
        const int32_t offset = (int32_t)(now - planned);
        least = offset < least ? offset : least;
        most = offset > most ? offset : most;
        const uint32_t longest = longest_gap();
        gap = longest > gap ? longest : gap;
    }
    bh_print("entry %d %d %u\n", least, most, gap);
    return 0;
}
