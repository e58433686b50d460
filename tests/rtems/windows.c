/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A bare partition beside one with a device: each of its windows begins when it is planned, and
 * nobody takes time out of it. Ends the module when the neighbour says that it is done.
 */
#include "bh.h"

#define FRAME  2000000u
#define OFFSET 1500000u
#define LOOK   100000u /* of each window it looks at the clock this long, */
#define JITTER 1000u   /* with at most this between two looks, */
#define LATE   1000u   /* and enters at most this late; all in ns */

static volatile uint32_t windows;
static volatile bool done;

static void on_window(uint32_t source, uint32_t occurrences)
{
    windows += occurrences;
}

static void on_done(uint32_t source, uint32_t occurrences)
{
    done = true;
}

static bool undisturbed(void)
{
    const bh_time begin = bh_clock_ns();
    bh_time last = begin, now;
    while ((now = bh_clock_ns()) - begin < LOOK) {
        if (now - last > JITTER) {
            return false;
        }
        last = now;
    }
    return true;
}

int main(void)
{
    uint32_t late = 0, disturbed = 0;
    bh_time last = 0;
    bool missed = false;
    const uint32_t end = (uint32_t)bh_source("done");

    bh_irq_handler_set(BH_SOURCE_WINDOW, on_window);
    bh_irq_handler_set(end, on_done);
    bh_irq_unmask(BH_SOURCE_WINDOW);
    bh_irq_unmask(end);
    bh_irq_enable();
    while (!done) {
        const uint32_t before = windows;
        while (windows == before) {
            bh_wait(0, BH_TIME_INFINITE);
        }
        const bh_time now = bh_clock_ns();
        late += (uint32_t)(now % FRAME) - OFFSET > bh_information()->window_entry_offset + LATE;
        missed |= last != 0 && now / FRAME != last / FRAME + 1;
        last = now;
        disturbed += !undisturbed();
    }
    bh_print("%s - a bare neighbour enters all of its %u windows on time (%u late)\n",
             late == 0 && !missed && windows > 50 ? "ok" : "not ok", windows, late);
    bh_print("%s - and has them to itself (%u disturbed)\n", disturbed == 0 ? "ok" : "not ok",
             disturbed);
    return (int)(late + disturbed != 0);
}
