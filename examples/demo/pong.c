/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Takes the events as interrupts, which are delivered when its window begins. */
#include "bh.h"

static volatile uint32_t events;

static void on_ping(uint32_t source, uint32_t occurrences)
{
    events += occurrences;
    if (events % 40 == 0) {
        bh_print("event %u, taken at %llu us\n", events, bh_clock_ns() / 1000);
    }
}

int main(void)
{
    const uint32_t ping = (uint32_t)bh_source("ping");
    bh_irq_handler_set(ping, on_ping);
    bh_irq_unmask(ping);
    bh_irq_enable();
    for (;;) {
        bh_wait(0, BH_TIME_INFINITE);
    }
}
