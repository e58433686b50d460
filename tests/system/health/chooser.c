/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Changes the schedule and back, and looks at what became of the others. */
#include "../test.h"

enum { VICTIM, CHOOSER, RESTARTED, STOPPED, KEPT };
enum { NORMAL, SERVICE };

static void next_frame(void)
{
    bh_irq_take(BH_SOURCE_WINDOW);
    bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
}

static uint32_t mode(uint32_t partition)
{
    return bh_module_status()->partition[partition].mode;
}

static uint32_t condition(uint32_t partition)
{
    return bh_module_status()->partition[partition].start;
}

static void change(uint32_t schedule)
{
    bh_schedule_set(schedule);
    next_frame(); /* the change */
    next_frame(); /* the others' windows are past */
}

int main(void)
{
    next_frame();
    next_frame();
    test(condition(RESTARTED) == BH_START_NORMAL && mode(STOPPED) == BH_MODE_NORMAL,
         "the module's first schedule is no change");
    bh_schedule_set(NORMAL);
    next_frame();
    next_frame();
    test(condition(RESTARTED) == BH_START_NORMAL, "nor is one to the schedule that runs");

    change(SERVICE);
    test(mode(RESTARTED) == BH_MODE_NORMAL && condition(RESTARTED) == BH_START_PARTITION_RESTART,
         "a change of schedule restarts the partition whose action says so");
    test(mode(STOPPED) == BH_MODE_IDLE, "it stops another");
    test(mode(KEPT) == BH_MODE_NORMAL && condition(KEPT) == BH_START_NORMAL,
         "a partition without an action goes on");
    next_frame();
    next_frame();
    change(NORMAL);
    test(mode(STOPPED) == BH_MODE_NORMAL && condition(STOPPED) == BH_START_PARTITION_RESTART,
         "and the change back starts the stopped one again");
    test(mode(KEPT) == BH_MODE_NORMAL && condition(KEPT) == BH_START_NORMAL,
         "and leaves the one without an action as it is");
    return test_end();
}
