/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A clock of its own: a periodic virtual timer. Ticks that pass while other partitions have the
 * processor are counted, so the time that the ticks tell and the module's clock agree. Ends the
 * module after two seconds.
 */
#include "bh.h"

#define PERIOD      10000000 /* ns */
#define PRINT_TICKS 25
#define LAST_TICK   200

static volatile uint32_t ticks;

static void on_timer(uint32_t source, uint32_t occurrences)
{
    ticks += occurrences;
}

int main(void)
{
    uint32_t printed = 0;

    bh_irq_handler_set(BH_SOURCE_TIMER, on_timer);
    bh_timer_set(0, PERIOD, PERIOD);
    bh_irq_unmask(BH_SOURCE_TIMER);
    bh_irq_enable();
    bh_mode_set(BH_MODE_NORMAL, 0);
    while (printed < LAST_TICK) {
        bh_wait(0, BH_TIME_INFINITE);
        if (ticks - printed >= PRINT_TICKS) {
            printed += PRINT_TICKS;
            bh_print("%u ticks of 10 ms, at %llu us\n", ticks, bh_clock_ns() / 1000);
        }
    }
    return 0;
}
