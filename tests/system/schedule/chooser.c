/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* May choose the schedule: goes to the long one and back. */
#include "../test.h"

static volatile uint32_t windows;
static volatile bh_time begun[4];

static void on_window(uint32_t source, uint32_t occurrences)
{
    if (windows < 4) {
        begun[windows] = bh_clock_ns();
    }
    windows++;
}

static bool near(bh_time time, bh_time planned)
{
    return time >= planned && time < planned + 2000;
}

int main(void)
{
    const int long_schedule = bh_schedule("long");
    const int short_schedule = bh_schedule("short");

    test(long_schedule == 1 && short_schedule == 0 && bh_schedule("none") == -1,
         "schedules are found by name");
    const struct bh_schedule_status at_start = bh_schedule_status();
    test(at_start.current == 0 && at_start.next == 0 && at_start.since == 0,
         "a module begins with its first schedule");
    bh_irq_handler_set(BH_SOURCE_WINDOW, on_window);
    while (bh_clock_ns() < 90000000) { /* into the window of the frame at 90 ms */
        bh_wait(0, 90000000);
    }
    bh_irq_take(BH_SOURCE_WINDOW);
    bh_irq_unmask(BH_SOURCE_WINDOW);
    bh_irq_enable();
    test(bh_schedule_set(9) == BH_BAD_INDEX, "a schedule that does not exist is refused");
    const bh_status answer = bh_schedule_set((uint32_t)long_schedule);
    const struct bh_schedule_status asked = bh_schedule_status();
    test(answer == BH_OK && asked.current == 0 && asked.next == 1,
         "the choice of a schedule waits for the end of the major frame");
    while (windows < 2) {
        bh_wait(0, BH_TIME_INFINITE);
    }
    const struct bh_schedule_status changed = bh_schedule_status();
    test(changed.current == 1 && changed.next == 1 && changed.since == 100000000,
         "all partitions are told which schedule there is, and since when");
    bh_schedule_set((uint32_t)short_schedule);
    while (windows < 4) {
        bh_wait(0, BH_TIME_INFINITE);
    }
    test(near(begun[0], 100000000), "the new schedule begins where the frame was planned to end");
    test(near(begun[1], 130000000), "and its own frames follow each other");
    test(near(begun[2], 160000000) && near(begun[3], 170000000),
         "and back, at the end of the longer frame");
    return test_end();
}
