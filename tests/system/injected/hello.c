/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Lives through some windows, with a timer that must not occur too early. */
#include "../test.h"

static bh_time due;
static uint32_t count, early;

static void on_timer(uint32_t source, uint32_t occurrences)
{
    early += bh_clock_ns() < due;
    count += occurrences;
}

int main(void)
{
    bh_irq_handler_set(BH_SOURCE_TIMER, on_timer);
    bh_irq_unmask(BH_SOURCE_TIMER);
    bh_irq_enable();
    bh_print("works\n");
    for (int i = 0; i < 5; i++) {
        due = bh_clock_ns() + 1000000;
        bh_timer_set(0, due, 0);
        test_spin(2000000);
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        bh_irq_take(BH_SOURCE_WINDOW);
    }
    test(count == 5 && early == 0, "timers occur, none of them early");
    return test_end();
}
