/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Virtual timers, of a partition that has 3 of every 10 ms. */
#include "../test.h"

static volatile uint32_t count, calls;
static volatile bh_time last;

static void on_timer(uint32_t source, uint32_t occurrences)
{
    count += occurrences;
    calls++;
    last = bh_clock_ns();
}

static void wait_until(bh_time time)
{
    while (bh_wait(0, time) != BH_TIMED_OUT) {
    }
}

int main(void)
{
    bh_irq_handler_set(BH_SOURCE_TIMER, on_timer);
    bh_irq_unmask(BH_SOURCE_TIMER);
    bh_irq_enable();

    bh_timer_set(0, 21000000, 0);
    wait_until(22000000);
    test(count == 1 && last >= 21000000 && last < 21001000,
         "a one-shot timer occurs at its deadline, not before");
    wait_until(32000000);
    test(count == 1, "a one-shot timer occurs once");

    bh_timer_set(0, 0, 0);
    test(count == 2, "a deadline that has passed occurs at once");

    bh_timer_set(0, 45000000, 0);
    wait_until(51000000);
    test(count == 3 && last >= 50000000 && last < 50002000,
         "a deadline out of the window is delivered when the window begins");

    bh_timer_set(0, 61000000, 0);
    bh_timer_cancel(0);
    wait_until(62000000);
    test(count == 3, "a cancelled timer does not occur");

    count = calls = 0;
    bh_timer_set(0, 71000000, 1000000);
    wait_until(bh_clock_ns() < 1072500000 ? 1072500000 : 0);
    test(count == 1002, "a periodic timer counts every period of a second, in or out of windows");
    test(calls < 500, "periods out of the window are delivered together");
    bh_timer_cancel(0);

    count = 0;
    bh_timer_set(0, bh_clock_ns(), 333333);
    wait_until(2000000000);
    bh_timer_cancel(0);
    test(count >= 2782 && count <= 2783, "a period of 333,333 ns does not drift");

    test(bh_timer_set(0, 0, 99999) == BH_BAD_PERIOD,
         "a period below the configured minimum is refused");
    test(bh_timer_set(0, 0, BH_TIME_LIMIT) == BH_BAD_VALUE, "an endless period is refused");
    test(bh_timer_set(BH_TIMERS, 0, 0) == BH_BAD_INDEX && bh_timer_cancel(99) == BH_BAD_INDEX,
         "a timer that does not exist is refused");
    return test_end();
}
