/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Does a bit of everything that the trace shows: windows, timers, events, waits, output. Whatever
 * its neighbour is, its trace and its output are the same.
 */
#include "../test.h"

static volatile uint32_t ticks, events;

static void on_timer(uint32_t source, uint32_t occurrences)
{
    ticks += occurrences;
    if (ticks % 7 == 0) {
        bh_event_send((uint32_t)bh_event("tell"));
    }
}

static void on_event(uint32_t source, uint32_t occurrences)
{
    events += occurrences;
}

/* A fixed number of instructions: a loop that looks at the clock would turn a tick of jitter into
 * one round of its own. */
static void work(void)
{
    for (volatile uint32_t i = 0; i < 100000; i++) {
    }
}

int main(void)
{
    bh_irq_handler_set(BH_SOURCE_TIMER, on_timer);
    bh_irq_handler_set((uint32_t)bh_source("tell"), on_event);
    bh_irq_unmask(BH_SOURCE_TIMER);
    bh_irq_unmask((uint32_t)bh_source("tell"));
    bh_irq_enable();
    bh_timer_set(0, 20000000, 700000);
    bh_mode_set(BH_MODE_NORMAL, 0);
    while (ticks < 900) {
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        if (bh_irq_take(BH_SOURCE_WINDOW) != 0) {
            bh_print("%u ticks, %u events\n", ticks, events);
            work();
        }
    }
    bh_print("an unfinished line");
    bh_wait(0, bh_clock_ns() + 20000000);
    bh_print(" is finished\n");
    return 0;
}
