/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Something to trace: a clock of 5 ms that tells the gauge of each fourth tick, for two seconds. */
#include "bh.h"

#define PERIOD    5000000 /* ns */
#define LAST_TICK 400

static volatile uint32_t ticks;

static void on_timer(uint32_t source, uint32_t occurrences)
{
    ticks += occurrences;
}

int main(void)
{
    const uint32_t gauge = (uint32_t)bh_event("stroke");
    uint32_t told = 0;

    bh_irq_handler_set(BH_SOURCE_TIMER, on_timer);
    bh_timer_set(0, PERIOD, PERIOD);
    bh_irq_unmask(BH_SOURCE_TIMER);
    bh_irq_enable();
    bh_mode_set(BH_MODE_NORMAL, 0);
    while (ticks < LAST_TICK) {
        bh_wait(0, BH_TIME_INFINITE);
        if (ticks / 4 != told) {
            told = ticks / 4;
            bh_event_send(gauge);
        }
    }
    bh_print("%u ticks\n", ticks);
    return 0;
}
