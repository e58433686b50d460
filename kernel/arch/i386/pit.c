/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The 8254's channel 2 as the reference that clock and timer are measured against. Its gate is
 * port 0x61, bit 0; its count is latched and read while the others are read beside it.
 */
#include "cpu.h"

#define PIT_STRETCH 35795u /* counts, 30 ms of the 55 that it takes to go round */
#define PIT_TRIES   16u

#define LAPIC_CURRENT_COUNT (0x390 / 4)

static uint32_t pit_read(void)
{
    outb(0x43, 0x80); /* latch channel 2 */
    const uint32_t low = inb(0x42);
    return (uint32_t)inb(0x42) << 8 | low;
}

static struct pit_measure pit_stretch(void)
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
    uint32_t pit_counts;
    do {
        pit_counts = pit_start - pit_read();
    } while (pit_counts < PIT_STRETCH);
    const uint64_t clock_end = arch_clock();
    const uint32_t lapic_end = lapic[LAPIC_CURRENT_COUNT];

    lapic[LAPIC_INITIAL_COUNT] = 0;
    return (struct pit_measure){
        .clock_ticks = clock_end - clock_start,
        .lapic_counts = lapic_start - lapic_end,
        .pit_counts = pit_counts,
    };
}

/* To a thousandth. */
static bool near(uint64_t one, uint64_t other)
{
    return one - other + (one >> 10) <= one >> 9;
}

static bool pit_agree(const struct pit_measure *one, const struct pit_measure *other)
{
    return one->pit_counts < 2 * PIT_STRETCH &&
           near(one->clock_ticks * other->pit_counts, other->clock_ticks * one->pit_counts) &&
           near(one->lapic_counts * other->pit_counts, other->lapic_counts * one->pit_counts);
}

/* Under an emulator the processor may stand still while the reference counts on, even once round. So
 * two stretches running must agree. */
struct pit_measure pit_measure(void)
{
    struct pit_measure before, measure = pit_stretch();
    uint32_t tries = 0;
    do {
        before = measure;
        measure = pit_stretch();
    } while (!pit_agree(&before, &measure) && ++tries < PIT_TRIES);
    return measure;
}
