/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Release points: planned starts of the partition's windows with PeriodicProcessingStart, which the
 * configuration puts a partition period apart. The page tells the latest one; until there was one the
 * descriptor tells the first. They are at the same place of each period, counted from module time 0,
 * until the module's schedule changes: then all that is planned moves with the first one that is seen.
 */
#include "runtime.h"

static bh_time period; /* the partition's; 0: there are no release points */
static bh_time known;  /* one of them, the latest seen; from BH_TIME_LIMIT on: none is known yet */

/* The first release point of a process that did not know it, or the same one at another time. */
static void move(struct apex_process *process, SYSTEM_TIME_TYPE start, SYSTEM_TIME_TYPE by)
{
    const SYSTEM_TIME_TYPE capacity = process->attributes.TIME_CAPACITY;

    process->release = process->release < 0 ? start + process->delay : process->release + by;
    if (process->awaits_release) {
        apex_timer_set(&process->wake, process->release);
        apex_deadline_set(process, capacity < 0 ? -1 : apex_time_sum(process->release, capacity));
    }
}

static void move_all(bh_time latest)
{
    const SYSTEM_TIME_TYPE by = (SYSTEM_TIME_TYPE)(latest % period - known % period);
    for (uint32_t i = 0; i < apex_process_count(); i++) {
        struct apex_process *const process = apex_process_at(i);
        if (process->attributes.PERIOD > 0 && (process->held & HELD_DORMANT) == 0) {
            move(process, (SYSTEM_TIME_TYPE)latest, by);
        }
    }
}

static void on_window(uint32_t source, uint32_t occurrences)
{
    const bh_time latest = bh_release();

    if (latest >= BH_TIME_LIMIT || latest == known) {
        return;
    }
    if (known >= BH_TIME_LIMIT || (latest - known != period && latest % period != known % period)) {
        move_all(latest);
    }
    known = latest;
}

SYSTEM_TIME_TYPE apex_release_next(SYSTEM_TIME_TYPE now)
{
    if (known >= BH_TIME_LIMIT || (bh_time)now < known) {
        return known >= BH_TIME_LIMIT ? -1 : (SYSTEM_TIME_TYPE)known;
    }
    return now - (SYSTEM_TIME_TYPE)(((bh_time)now - known) % period) + (SYSTEM_TIME_TYPE)period;
}

void apex_release_init(void)
{
    period = bh_descriptor()->periodic != 0 ? bh_descriptor()->period : 0;
    known = bh_release() < BH_TIME_LIMIT ? bh_release() : bh_descriptor()->first_release;
    if (period != 0) {
        bh_irq_handler_set(BH_SOURCE_WINDOW, on_window);
        bh_irq_unmask(BH_SOURCE_WINDOW);
    }
}
