/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Takes every character by interrupt, and sees that none is missing. */
#include "../test.h"

#define ENOUGH 40000u

static volatile uint32_t received, wrong;

static void on_uart(uint32_t source, uint32_t occurrences)
{
    static const char text[] = "flood\n";
    while ((bh_in8(0x2fd) & 1) != 0) {
        wrong += bh_in8(0x2f8) != text[received % 6];
        received++;
    }
}

int main(void)
{
    const uint32_t line = (uint32_t)bh_line("uart", 0);
    bh_irq_handler_set(bh_line_source(line), on_uart);
    bh_irq_unmask(bh_line_source(line));
    bh_irq_enable();
    bh_out8(0x2fc, 0x0b); /* OUT2, RTS, DTR */
    bh_out8(0x2f9, 1);    /* received data */
    bh_irq_bind(line);
    while (received < ENOUGH) {
    }
    test(wrong == 0, "a driver gets what comes from outside by interrupt, in order, none lost");
    bh_event_send((uint32_t)bh_event("enough"));
    for (;;) {
    }
}
