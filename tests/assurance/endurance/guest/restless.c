/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Does in turn, a window at a time, what may move another's: late timers, events, console output,
 * running into the window's end, waiting, a memory violation, a restart. It begins anew with each of the
 * last two, so the clock tells whose turn it is. Mostly it runs into the end: to emulate an idle processor
 * takes the host longer than a busy one.
 */
#include "bh.h"

#define FRAME 60000u /* ns */

static void on_timer(uint32_t source, uint32_t occurrences)
{
}

/* It reads no clock: that takes the emulator long. */
static void over_the_end(void)
{
    const volatile uint32_t *windows = &bh_vcpu()->source[BH_SOURCE_WINDOW].count;
    const uint32_t before = *windows;
    while (*windows == before) {
    }
}

static void act(uint32_t turn)
{
    switch (turn % 256) {
    case 2:
        bh_timer_set(0, bh_clock_ns() + 19000, 10000);
        bh_timer_set(1, bh_clock_ns() + 19500, 0);
        break;
    case 3:
        bh_timer_cancel(0);
        break;
    case 4:
        bh_print("%u\n", turn);
        break;
    case 5:
        *(volatile uint32_t *)0 = turn;
        break;
    case 6:
        bh_mode_set(BH_MODE_COLD_START, 0);
        break;
    default:
        bh_event_send(turn & 1);
        break;
    }
}

int main(void)
{
    bh_irq_handler_set(BH_SOURCE_TIMER, on_timer);
    bh_irq_unmask(BH_SOURCE_TIMER);
    bh_irq_enable();
    bh_mode_set(BH_MODE_NORMAL, 0);
    for (;;) {
        const uint32_t turn = (uint32_t)(bh_clock_ns() / FRAME);

        act(turn);
        bh_irq_take(BH_SOURCE_WINDOW);
        if (turn % 16 == 9) {
            bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        } else {
            over_the_end();
        }
    }
}
