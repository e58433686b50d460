/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Windows as planned? */
#include <bulkhead/health.h>
#include <bulkhead/vcpu.h>

#include "trace_names.h"
#include "verify_parts.h"

static const char *schedule_name(const struct verify *verify, const struct timeline_window *window)
{
    return trace_schedule_name(verify->timeline->trace->tables, window->schedule);
}

static bool is_viewed(const struct verify *verify, uint32_t partition, int64_t time)
{
    return trace_view_has_ring(verify->view, partition + 1) &&
           trace_view_has_time(verify->view, time);
}

/* The entry that the kernel went for, by its WINDOW record. It looks at the clock for the slack,
 * then for the record's time: so this is the entry and up to that piece of its path more. */
static int64_t aim(const struct timeline *timeline, const struct timeline_record *seen)
{
    return timeline_time(timeline->trace, seen->record->time +
                                              (bh_time)(int64_t)(int32_t)seen->record->argument[2]);
}

static void check_seen(struct verify *verify, const struct timeline_window *window)
{
    const struct timeline *timeline = verify->timeline;
    int64_t bound = timeline->entry_offset, planned = window->planned + bound;
    int64_t aimed = aim(timeline, window->seen);

    verify->windows++;
    if (window->slack < verify->least_slack)
        verify->least_slack = window->slack;
    if (window->slack < 0)
        verify_finding(verify, FINDING_WINDOW_LATE, window->partition, planned, window->seen->time,
                       0, "window %u of schedule %s entered %d ticks late", window->window,
                       schedule_name(verify, window), -window->slack);
    else if (timeline->has_plan &&
             (aimed < planned - verify->rounding || aimed > planned + bound + verify->rounding))
        verify_finding(verify, FINDING_WINDOW_SHIFTED, window->partition, planned, aimed, bound,
                       "window %u of schedule %s entered at another time than planned",
                       window->window, schedule_name(verify, window));
}

static void check_order(struct verify *verify, const struct timeline_ring *ring)
{
    const struct timeline_record *last = NULL;

    for (uint32_t i = 0; i < ring->count; i++) {
        const struct timeline_record *record = &ring->records[i];

        if (record->record->kind != BH_TRACE_WINDOW)
            continue;
        if (last && aim(verify->timeline, record) <= aim(verify->timeline, last))
            verify_finding(verify, FINDING_WINDOW_ORDER, record->ring - 1,
                           aim(verify->timeline, last), aim(verify->timeline, record), 0,
                           "window %u entered behind a window of a later time",
                           record->record->argument[1]);
        last = record;
    }
}

/* Health monitoring knows of a window that was late, also where WINDOW is not among the kinds. */
static void check_health(struct verify *verify)
{
    const struct timeline *timeline = verify->timeline;

    for (size_t i = 0; i < timeline->health_count; i++) {
        const struct timeline_record *record = timeline->healths[i];

        if (record->ring > 0 && record->record->argument[0] == BH_ERROR_WINDOW_MISSED &&
            !timeline_has_kind(timeline, BH_TRACE_WINDOW))
            verify_finding(verify, FINDING_WINDOW_LATE, record->ring - 1, record->time,
                           record->time, 0, "health monitoring found a window late");
    }
}

void verify_windows(struct verify *verify)
{
    const struct timeline *timeline = verify->timeline;

    for (size_t i = 0; i < timeline->window_count; i++) {
        const struct timeline_window *window = &timeline->windows[i];

        if (window->seen && is_viewed(verify, window->partition, window->entry))
            check_seen(verify, window);
        else if (window->evidence == TIMELINE_MISSING)
            verify_finding(verify, FINDING_WINDOW_MISSING, window->partition,
                           window->planned + timeline->entry_offset, TIMELINE_NEVER, 0,
                           "window %u of schedule %s did not enter", window->window,
                           schedule_name(verify, window));
    }
    for (size_t i = 0; i < timeline->unplanned_count; i++)
        verify_finding(verify, FINDING_WINDOW_UNPLANNED, timeline->unplanned[i]->ring - 1,
                       TIMELINE_NEVER, timeline->unplanned[i]->time, 0,
                       "window %u entered where none of this number is planned, or once more",
                       timeline->unplanned[i]->record->argument[1]);
    for (uint32_t i = 1; i < timeline->ring_count; i++)
        check_order(verify, &timeline->rings[i]);
    check_health(verify);
}

/* Whether a partition takes part in its windows, as far as its ring tells: a partition in mode IDLE
 * is not released. */
struct life {
    uint32_t next;  /**< record of its ring */
    bool is_known;
    bool is_alive;
};

/* Its life at a time before which the kernel has not begun to switch to the window. */
static void follow(struct life *life, const struct timeline_ring *ring, int64_t time)
{
    while (life->next < ring->count && ring->records[life->next].time < time) {
        const struct bh_trace_record *record = ring->records[life->next++].record;

        if (record->kind == BH_TRACE_MODE) {
            life->is_known = true;
            life->is_alive = record->argument[0] != BH_MODE_IDLE;
        } else if (record->kind == BH_TRACE_RAISE && !life->is_known) {
            life->is_known = true;
            life->is_alive = true;
        }
    }
}

static void check_release(struct verify *verify, const struct timeline_window *window,
                          const struct life *life)
{
    const struct timeline *timeline = verify->timeline;
    int64_t planned = window->planned + timeline->entry_offset;
    const char *kind = window->periodic ? "periodic release" : "release";
    bool was_told = timeline_covers(timeline, window->partition,
                                    window->planned - timeline->lead) &&
                    planned < timeline->end;

    if (window->released) {
        int64_t distance = window->released->time - planned;
        verify->releases += is_viewed(verify, window->partition, planned);
        if (distance > verify->rounding || distance < -verify->rounding)
            verify_finding(verify, FINDING_RELEASE_SHIFTED, window->partition, planned,
                           window->released->time, 0,
                           "the %s of window %u of schedule %s is at another time than planned",
                           kind, window->window, schedule_name(verify, window));
    } else if (was_told && life->is_known && life->is_alive) {
        verify_finding(verify, FINDING_RELEASE_MISSING, window->partition, planned, TIMELINE_NEVER,
                       0, "the %s of window %u of schedule %s did not occur", kind, window->window,
                       schedule_name(verify, window));
    }
}

void verify_releases(struct verify *verify)
{
    const struct timeline *timeline = verify->timeline;
    struct life lives[BH_PARTITIONS_MAX] = {0};

    if (!timeline->has_plan || !timeline_has_kind(timeline, BH_TRACE_RAISE) ||
        !timeline_has_kind(timeline, BH_TRACE_MODE))
        return;
    for (size_t i = 0; i < timeline->window_count; i++) {
        const struct timeline_window *window = &timeline->windows[i];

        if (window->partition == BH_NO_PARTITION)
            continue;
        follow(&lives[window->partition], &timeline->rings[window->partition + 1],
               window->planned - timeline->lead);
        check_release(verify, window, &lives[window->partition]);
    }
}
