/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * From a window's entry to the handler of an event that another partition sent before it. The
 * partition waits for nothing but an interrupt.
 */
#include "bh.h"

#define WINDOWS 100
#define FRAME   1000000 /* ns */

static volatile uint64_t handler_time;

static void on_event(uint32_t source, uint32_t occurrences)
{
    handler_time = bh_clock_ticks();
}

int main(void)
{
    const struct bh_information *information = bh_information();
    const uint32_t event = (uint32_t)bh_source("event");
    uint32_t least = UINT32_MAX;

    bh_irq_handler_set(event, on_event);
    bh_irq_unmask(event);
    bh_irq_enable();
    for (uint32_t i = 0; i < WINDOWS; i++) {
        bh_wait(0, BH_TIME_INFINITE);
        const uint64_t frame = (bh_clock_ns_of(handler_time) + FRAME / 2) / FRAME * FRAME;
        const uint64_t planned =
            information->epoch +
            ((frame << information->shift) + information->multiplier - 1) / information->multiplier;
        const uint32_t offset = information->window_entry_offset; /* a tick is a nanosecond */
        const uint32_t cost = (uint32_t)(handler_time - planned) - offset;
        least = cost < least ? cost : least;
    }
    bh_print("event_to_handler %u instructions\n", least);
    return 0;
}
