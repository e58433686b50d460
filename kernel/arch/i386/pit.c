/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The 8254's channel 2 as the reference that clock and timer are measured against. Its gate is
 * port 0x61, bit 0; its count is latched and read while the others are read beside it.
 */
#include "cpu.h"

#define PIT_STRETCH 59659u /* counts, 50 ms */

#define LAPIC_CURRENT_COUNT (0x390 / 4)

static uint32_t pit_read(void)
{
    outb(0x43, 0x80); /* latch channel 2 */
    const uint32_t low = inb(0x42);
    return (uint32_t)inb(0x42) << 8 | low;
}

struct pit_measure pit_measure(void)
{
    outb(0x61, (uint8_t)((inb(0x61) & 0xfc) | 1)); /* gate on, speaker off */
    outb(0x43, 0xb0);                              /* channel 2, both bytes, mode 0, binary */
    outb(0x42, 0xff);
    outb(0x42, 0xff);
    while (pit_read() > 0xff00) { /* it has loaded and counts */
    }
    lapic[LAPIC_INITIAL_COUNT] = UINT32_MAX;

    const uint32_t pit_start = pit_read();
    const uint64_t clock_start = arch_clock();
    const uint32_t lapic_start = lapic[LAPIC_CURRENT_COUNT];
    uint32_t pit_end;
    do {
        pit_end = pit_read();
    } while (pit_start - pit_end < PIT_STRETCH);
    const uint64_t clock_end = arch_clock();
    const uint32_t lapic_end = lapic[LAPIC_CURRENT_COUNT];

    lapic[LAPIC_INITIAL_COUNT] = 0;
    return (struct pit_measure){
        .clock_ticks = clock_end - clock_start,
        .lapic_counts = lapic_start - lapic_end,
        .pit_counts = pit_start - pit_end,
    };
}
