/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Waiting: no wake-up is lost, and masked sources count. */
#include "../test.h"

#define SENT 160 /* by waker.c */

static volatile uint32_t handled;

static void on_event(uint32_t source, uint32_t occurrences)
{
    handled += occurrences;
}

/* Timers and events, all masked. */
static void any_of_a_set(uint32_t self)
{
    const uint32_t timer = BH_SOURCE_TIMER, other = BH_SOURCE_TIMER + 1;
    const uint64_t set = UINT64_C(1) << timer | UINT64_C(1) << self;
    const bh_time due = bh_clock_ns() + 100000;

    bh_timer_set(0, due, 0);
    test(bh_wait(set, BH_TIME_INFINITE) == BH_OK && bh_irq_take(timer) == 1 &&
             !bh_irq_pending(self) && bh_clock_ns() >= due,
         "any source of a set ends a wait for the set");
    bh_event_send((uint32_t)bh_event("self"));
    bh_timer_set(0, bh_clock_ns(), 0);
    test(bh_wait(set, BH_TIME_INFINITE) == BH_OK && bh_irq_take(self) == 1 &&
             bh_irq_take(timer) == 1 && bh_irq_take(self) == 0,
         "several of them are polled one by one, each with its count");
    const bh_time end = bh_clock_ns() + 300000;
    bh_timer_set(1, bh_clock_ns() + 100000, 0);
    test(bh_wait(set, end) == BH_TIMED_OUT && bh_clock_ns() >= end && bh_irq_pending(other),
         "a masked source that is not in the set does not end the wait");
    bh_irq_take(other);
}

int main(void)
{
    const uint32_t wake = (uint32_t)bh_source("wake");
    const uint32_t self = (uint32_t)bh_source("self");
    const uint64_t both = UINT64_C(1) << wake | UINT64_C(1) << self;
    bh_time before;

    bh_irq_handler_set(wake, on_event);
    before = bh_clock_ns();
    test(bh_wait(0, before + 1000000) == BH_TIMED_OUT && bh_clock_ns() >= before + 1000000,
         "a wait ends at its deadline");
    before = bh_clock_ns();
    test(bh_wait(0, 0) == BH_TIMED_OUT && bh_clock_ns() - before < 10000,
         "a wait whose deadline has passed ends at once");

    bh_event_send((uint32_t)bh_event("self"));
    test(bh_wait(both, BH_TIME_INFINITE) == BH_OK && bh_irq_take(self) == 1,
         "a wait for a source that is pending and masked ends at once");

    any_of_a_set(self);

    uint32_t seen = 0;
    while (seen < SENT / 2) {
        bh_wait(both, BH_TIME_INFINITE);
        seen += bh_irq_take(wake);
    }
    test(seen < SENT, "wake-ups from another partition are seen by polling alone");
    bh_irq_unmask(wake);
    bh_irq_enable();
    while (seen + handled < SENT) {
        bh_wait(0, BH_TIME_INFINITE);
    }
    test(handled > 0, "an interrupt that can be delivered ends a wait for nothing");
    test(seen + handled == SENT, "no wake-up is lost and none is seen twice");

    before = bh_clock_ns();
    while (bh_wait(0, before + 50000000) != BH_TIMED_OUT) {
    }
    test(bh_clock_ns() >= before + 50000000, "interrupts may end a wait early, never late");
    return test_end();
}
