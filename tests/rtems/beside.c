/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A bare partition beside RTEMS ones: always busy, with a timer of its own. */
#include "bh.h"

static volatile uint32_t ticks;

static void on_timer(uint32_t source, uint32_t occurrences)
{
    ticks += occurrences;
}

int main(void)
{
    bh_irq_handler_set(BH_SOURCE_TIMER, on_timer);
    bh_timer_set(0, bh_clock_ns() + 5000000, 5000000);
    bh_irq_unmask(BH_SOURCE_TIMER);
    bh_irq_enable();
    while (ticks < 300) {
    }
    const uint64_t now = bh_clock_ns();
    bh_print("%s - beside them a bare partition counts 300 ticks of 5 ms in 1.5 s\n",
             now >= 1500000000 && now < 1540000000 ? "ok" : "not ok");
    for (;;) {
    }
}
