/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Floods every line that there is, up to the last instruction of each window and, as far as a device
 * goes on by itself, beyond: the HPET's three comparators interrupt every few microseconds for ever,
 * levels stay asserted, characters stay unread.
 */
#include "../hpet.h"

static void hpet_begin(void)
{
    volatile uint32_t *hpet = hpet_stop();
    hpet_comparator(hpet, 0, 12, 211);
    hpet_comparator(hpet, 1, 13, 307);
    hpet_comparator(hpet, 2, 15, 401);
    hpet_start(hpet);
}

static void uart_begin(uint16_t port)
{
    bh_out8((uint16_t)(port + 4), 0x1b); /* loopback */
    bh_out8((uint16_t)(port + 1), 0x0f); /* every interrupt it has */
}

static void uart_flood(uint16_t port)
{
    bh_out8((uint16_t)(port + 1), 0x0d);
    bh_out8((uint16_t)(port + 1), 0x0f);
    bh_out8(port, 0x55);
    bh_in8((uint16_t)(port + 2));
    bh_in8(port);
}

static void wires_flood(uint32_t round)
{
    static const uint8_t wires[] = {1, 6, 8, 9, 10, 11, 14};
    for (uint32_t i = 0; i < sizeof wires; i++) {
        bh_out8((uint16_t)(0x2000 + wires[i]), (uint8_t)((round + i) % 5 != 0));
    }
}

static volatile uint32_t interrupts, by_source[BH_SOURCES];

static void on_line(uint32_t source, uint32_t occurrences)
{
    interrupts += occurrences;
    by_source[source] += occurrences;
    if (source % 2 == 0) {
        bh_irq_ack(source - BH_SOURCE_FIRST); /* not served: a level comes again at once */
    }
}

/* The window ends within a call for the timer, while lines interrupt. */
static void window_end(bh_time end)
{
    while (bh_clock_ns() < end) {
        bh_timer_set(1, end + 1000, 0);
    }
}

int main(void)
{
    const uint32_t lines = bh_descriptor()->lines.count;
    hpet_begin();
    uart_begin(0x2f8);
    uart_begin(0x3e8);
    uart_begin(0x2e8);
    for (uint32_t line = 0; line < lines; line++) {
        bh_irq_handler_set(bh_line_source(line), on_line);
        bh_irq_unmask(bh_line_source(line));
        bh_irq_bind(line);
    }
    for (uint32_t round = 0;; round++) {
        /* Some windows with a handler, some with interrupts disabled, so that all that can happen
         * does within the kernel; some lines bound anew. */
        if (round / 16 % 2 == 0) {
            bh_irq_enable();
        } else {
            bh_irq_disable();
        }
        uart_flood(0x2f8);
        uart_flood(0x3e8);
        uart_flood(0x2e8);
        wires_flood(round);
        for (uint32_t line = 0; line < lines; line++) {
            bh_irq_ack(line);
        }
        if (bh_clock_ns() % 10000000 > 9950000) {
            window_end(bh_clock_ns() / 10000000 * 10000000 + 10000000);
        }
        if (round % 37 == 0) {
            bh_irq_unbind(round % lines);
            bh_irq_bind(round % lines);
        }
        if (round == 1000) {
            uint32_t flooded = 0;
            for (uint32_t line = 0; line < lines; line++) {
                flooded += by_source[bh_line_source(line)] > 100;
            }
            bh_print("%u interrupts, %u lines flooded\n", interrupts, flooded);
        }
    }
}
