/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What hardware lines add to a switch. Three edge lines, then three level ones, are bound by one for
 * PHASE windows each; at last the edge lines interrupt while each window is left. The trace's WINDOW
 * records have what is left of the switch to this partition, and to the next one. bench/run reads
 * them.
 */
#include "bh.h"

#define FRAME   1000000 /* ns */
#define WINDOW  500000
#define PHASE   8       /* windows */
#define LINES   3       /* of each trigger; in the configuration the edge ones come first */
#define TICK    10      /* ns of the HPET's counter */
#define WITHIN  40      /* ns: the kernel has been entered, and has closed no line yet */

static volatile uint32_t *hpet;

static void hpet_begin(void)
{
    hpet = (volatile uint32_t *)(uintptr_t)bh_device("hpet", BH_DEVICE_MEMORY, 0)->start;
    hpet[0x10 / 4] = 1;
}

/* One interrupt, on an edge, at a module time. */
static void comparator(uint32_t n, uint32_t pin, bh_time time)
{
    volatile uint32_t *timer = hpet + (0x100 + 0x20 * n) / 4;

    timer[0] = pin << 9 | 0x04;
    timer[3] = 0;
    timer[2] = hpet[0xf0 / 4] + (uint32_t)(time - bh_clock_ns()) / TICK;
}

/* Wait for the next window; its planned start. */
static bh_time next_window(void)
{
    bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
    bh_irq_take(BH_SOURCE_WINDOW);
    return bh_clock_ns() / FRAME * FRAME;
}

static void phase(bool in_flight)
{
    static const uint8_t pins[LINES] = {12, 13, 15};

    for (uint32_t i = 0; i < PHASE; i++) {
        const bh_time end = next_window() + WINDOW - bh_information()->window_entry_lead;
        for (uint32_t n = 0; in_flight && n < LINES; n++) {
            comparator(n, pins[n], end + WITHIN);
        }
    }
}

int main(void)
{
    hpet_begin();
    phase(false);
    for (uint32_t line = 0; line < 2 * LINES; line++) {
        bh_irq_bind(line);
        phase(false);
        if (line == LINES - 1) {
            phase(true);
        }
        for (uint32_t bound = 0; line % LINES == LINES - 1 && bound <= line; bound++) {
            bh_irq_unbind(bound);
        }
    }
    return 0;
}
