/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Virtual timers: when they were set, when they occurred, and which periods that allows.
 *
 * Occurrence k of a timer with deadline d and period p is raised at d + k p or later, and before it
 * is time for the next one (those that pass outside of windows are raised together). So each raise
 * narrows the period. */
#include <bulkhead/hypercall.h>
#include <bulkhead/vcpu.h>

#include "memory.h"
#include "timeline_parts.h"

struct timers {
    const struct timeline *timeline;
    struct timeline_timer *list;
    size_t count;
    struct timeline_timer *set[BH_TIMERS]; /**< of the partition at hand; NULL: not set */
    uint32_t low[BH_TIMERS];               /**< 32 bits of its deadline */
    bool unknown[BH_TIMERS];               /**< it may have been set before the ring begins */
    bh_time entry;                         /**< of the window at hand */
};

static void end_timer(struct timers *timers, uint32_t index, int64_t time)
{
    timers->unknown[index] = false;
    if (timers->set[index])
        timers->set[index]->end = time;
    timers->set[index] = NULL;
}

static void set_timer(struct timers *timers, uint32_t partition, uint32_t index, int64_t time)
{
    end_timer(timers, index, time);
    timers->set[index] = &timers->list[timers->count++];
    *timers->set[index] = (struct timeline_timer){
        .partition = partition,
        .timer = index,
        .armed = time,
        .end = TIMELINE_NEVER,
        .deadline = TIMELINE_NEVER,
        .first = TIMELINE_NEVER,
        .last = TIMELINE_NEVER,
        .period_most = TIMELINE_NEVER,
    };
}

/* A deadline that had passed counts as the time of the call, whose record was written at its end. */
static void note_deadline(const struct timers *timers, struct timeline_timer *timer, uint32_t low,
                          int64_t raised)
{
    int64_t deadline = raised - (int64_t)(uint32_t)((uint64_t)raised - low);

    timer->is_late = deadline < timer->armed;
    timer->deadline = timer->is_late ? timer->armed - timers->timeline->entry_offset : deadline;
}

/* A timer that was set before the ring begins is taken up with the first raise that tells a time of
 * its own: not one at a window's entry, which may be of any time before. */
static void take_up(struct timers *timers, uint32_t index, const struct timeline_record *record)
{
    if (!timers->unknown[index] || record->record->time == timers->entry ||
        record->record->argument[1] != 1)
        return;
    set_timer(timers, record->ring - 1, index, record->time);
    timers->set[index]->is_old = true;
    timers->low[index] = (uint32_t)(record->time - timers->timeline->entry_offset);
}

static void narrow_period(struct timeline_timer *timer, int64_t time)
{
    if (timer->occurrences == 0)
        return; /* such a raise is damaged */
    int64_t passed = timer->occurrences - INT64_C(1);
    int64_t least = (time - (timer->is_late ? timer->armed : timer->deadline)) / (passed + 1);

    if (passed > 0 && (time - timer->deadline) / passed < timer->period_most)
        timer->period_most = (time - timer->deadline) / passed;
    if (least > timer->period_least)
        timer->period_least = least;
}

static void note_raise(struct timers *timers, uint32_t index,
                       const struct timeline_record *record)
{
    if (!timers->set[index])
        take_up(timers, index, record);
    struct timeline_timer *timer = timers->set[index];
    if (!timer)
        return;
    if (timer->raises++ == 0) {
        timer->first = record->time;
        note_deadline(timers, timer, timers->low[index], record->time);
    }
    timer->last = record->time;
    timer->occurrences += record->record->argument[1];
    narrow_period(timer, record->time);
}

static void note_call(struct timers *timers, const struct timeline_record *record)
{
    const uint32_t *argument = record->record->argument;
    uint32_t index = argument[1];

    if (argument[3] != 0 || index >= BH_TIMERS)
        return;
    if (argument[0] == BH_CALL_timer_set) {
        set_timer(timers, record->ring - 1, index, record->time);
        timers->low[index] = argument[2];
    } else if (argument[0] == BH_CALL_timer_cancel) {
        end_timer(timers, index, record->time);
    }
}

static void note(struct timers *timers, const struct timeline_record *record)
{
    const uint32_t *argument = record->record->argument;

    switch (record->record->kind) {
    case BH_TRACE_HYPERCALL:
        note_call(timers, record);
        break;
    case BH_TRACE_MODE:
        for (uint32_t i = 0; argument[0] != BH_MODE_NORMAL && i < BH_TIMERS; i++)
            end_timer(timers, i, record->time);
        break;
    case BH_TRACE_RAISE:
        if (argument[0] == BH_SOURCE_WINDOW)
            timers->entry = record->record->time;
        if (argument[0] - BH_SOURCE_TIMER < BH_TIMERS)
            note_raise(timers, argument[0] - BH_SOURCE_TIMER, record);
        break;
    default:
        break;
    }
}

void timeline_add_timers(struct timeline *timeline)
{
    struct timers timers = {
        .timeline = timeline,
        .list = allocate(timeline->record_count, sizeof timers.list[0]),
    };

    for (uint32_t i = 1;
         timeline_has_kind(timeline, BH_TRACE_HYPERCALL) && i < timeline->ring_count; i++) {
        const struct timeline_ring *ring = &timeline->rings[i];

        for (uint32_t n = 0; n < BH_TIMERS; n++) {
            timers.set[n] = NULL;
            timers.unknown[n] = ring->lost > 0;
        }
        for (uint32_t n = 0; n < ring->count; n++)
            note(&timers, &ring->records[n]);
    }
    timeline->timers = timers.list;
    timeline->timer_count = timers.count;
}
