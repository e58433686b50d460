/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Release points: the start of the partition's first window in each of its periods. Periods are
 * counted from module time 0, which is the start of a major frame; how far into the period the window
 * begins is learnt when it does, from the time that the page tells of the window. It stays the same
 * unless the module's schedule changes, and then the release points move with it.
 */
#include "runtime.h"

/* Windows are planned in multiples of this many ns at the least; what the clock's arithmetic rounds
 * is less. */
#define QUANTUM 10u

static bh_time period;     /* the partition's, 0: none */
static bh_time period_end; /* of the period in which the latest window was */
static bh_time offset;     /* of the release point in the period */
static bool known;         /* the offset is */

/* As the clock tells it; up to half a quantum from what was planned. */
static bh_time window_start(void)
{
    return bh_clock_ns_of(bh_vcpu()->source[BH_SOURCE_WINDOW].first) -
           bh_information()->window_entry_offset;
}

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

static void learn(bh_time start, bh_time now_known)
{
    const SYSTEM_TIME_TYPE by = (SYSTEM_TIME_TYPE)(now_known - offset);
    offset = now_known;
    known = true;
    for (uint32_t i = 0; i < apex_process_count(); i++) {
        struct apex_process *const process = apex_process_at(i);
        if (process->attributes.PERIOD > 0 && (process->held & HELD_DORMANT) == 0) {
            move(process, (SYSTEM_TIME_TYPE)start, by);
        }
    }
}

/* A period's first window is not where it was in the one before, or periods went by. Of several
 * windows that were not taken up, only the first one's start is told. */
static void look(bh_time start, uint32_t windows)
{
    const bh_time planned = start - start % QUANTUM;
    const bh_time into = planned % period;

    period_end = planned - into + period;
    if (windows == 1 && (!known || into != offset)) {
        learn(planned, into);
    }
}

static void on_window(uint32_t source, uint32_t occurrences)
{
    const bh_time start = window_start() + QUANTUM / 2;

    if (start < period_end) {
        return;
    }
    if (known && start - period_end - offset < QUANTUM) { /* as ever */
        period_end += period;
    } else {
        look(start, occurrences);
    }
}

SYSTEM_TIME_TYPE apex_release_next(SYSTEM_TIME_TYPE now)
{
    if (!known) {
        return -1;
    }
    const bh_time since = (bh_time)now - offset;
    return (SYSTEM_TIME_TYPE)((bh_time)now - since % period + period);
}

void apex_release_init(void)
{
    period = bh_descriptor()->period;
    if (period != 0) {
        const bh_time now = bh_clock_ns();
        period_end = now - now % period + period;
        bh_irq_handler_set(BH_SOURCE_WINDOW, on_window);
        bh_irq_unmask(BH_SOURCE_WINDOW);
    }
}
