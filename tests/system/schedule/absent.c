/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Has no window in one of the schedules: what it finds when it is back. Is both partitions' program. */
#include "../test.h"

#define MS UINT64_C(1000000)
enum { CHOOSER, ABSENT };

static uint32_t count(uint32_t source)
{
    return bh_vcpu()->source[source].count;
}

static void next_window(void)
{
    bh_irq_take(BH_SOURCE_WINDOW);
    bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
}

/* Absent from the frame at 40 ms to the one at 90 ms. Its windows begin 4 ms into each frame. */
static int absent(void)
{
    const uint32_t poke = (uint32_t)bh_source("poke");

    bh_mode_set(BH_MODE_NORMAL, 0);
    bh_timer_set(0, 30 * MS, 1 * MS);
    bh_timer_set(1, 55 * MS, 0);
    while (bh_clock_ns() < 34 * MS) {
        next_window();
    }
    next_window();
    const bh_time back = bh_clock_ns();
    test(back >= 94 * MS && back < 94 * MS + 10000,
         "a partition absent from a schedule waits until a schedule has a window for it");
    test(count(BH_SOURCE_TIMER) == 94 - 30 + 1, "its periodic timer has counted every period");
    test(count(BH_SOURCE_TIMER + 1) == 1 && bh_irq_take(BH_SOURCE_TIMER + 1) == 1,
         "a deadline that passed meanwhile has passed, once");
    test(count(poke) == 5, "events that were sent to it are counted");
    test(count(BH_SOURCE_WINDOW) == 4, "and only its own windows are"); /* since it was loaded in the first */
    test((bh_mode_get() & 0xff) == BH_MODE_NORMAL, "its mode is as it left it");
    test(bh_release() == 94 * MS, "and its next window is a release point as ever");
    return test_end();
}

static int choose(void)
{
    const uint32_t poke = (uint32_t)bh_event("poke");

    while (bh_clock_ns() < 30 * MS) {
        next_window();
    }
    bh_schedule_set((uint32_t)bh_schedule("alone"));
    for (int i = 0; i < 5; i++) {
        next_window();
        bh_event_send(poke);
    }
    bh_schedule_set((uint32_t)bh_schedule("all"));
    bh_wait(0, BH_TIME_INFINITE);
    return 0;
}

int main(void)
{
    return bh_descriptor()->index == CHOOSER ? choose() : absent();
}
