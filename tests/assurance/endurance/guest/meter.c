/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Measures each of its windows: whether its release point is one frame after the last, and when it gets
 * the processor after that. Prints now and then how many windows there were, the least and the most
 * time, ns, of those that it was busy before and of those that it waited for, and how many release points
 * were not where they are planned.
 *
 * It is busy until the next window and waits for every 16th only: to emulate an idle processor takes
 * the host longer than a busy one, and so does its clock. The loop is what the time may vary by.
 */
#include "bh.h"

#define FRAME  60000u  /* ns */
#define REPORT 16384u  /* windows */

static void await_window(uint32_t low)
{
    const volatile uint32_t *release = (const volatile uint32_t *)&bh_vcpu()->release;
    while (*release == low) {
    }
}

int main(void)
{
    uint32_t windows = 0, moved = 0, raised = 0;
    uint32_t least[] = {UINT32_MAX, UINT32_MAX}, most[] = {0, 0};
    bh_time release, last;

    bh_mode_set(BH_MODE_NORMAL, 0);
    bh_irq_take(BH_SOURCE_WINDOW);
    last = bh_release();
    for (;;) {
        const uint32_t waits = windows % 16 == 0;
        if (waits) {
            bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        } else {
            await_window((uint32_t)last);
        }
        const bh_time now = bh_clock_ns();
        release = bh_release();
        const uint32_t behind = (uint32_t)(now - release);
        raised += bh_irq_take(BH_SOURCE_WINDOW);
        windows++;
        least[waits] = behind < least[waits] ? behind : least[waits];
        most[waits] = behind > most[waits] ? behind : most[waits];
        moved += release != last + FRAME;
        last = release;
        if (windows % REPORT == 0) {
            bh_print("%u windows, %u raised, entered %u to %u, waiting %u to %u ns after their starts, "
                     "%u moved\n",
                     windows, raised, least[0], most[0], least[1], most[1], moved);
        }
    }
}
