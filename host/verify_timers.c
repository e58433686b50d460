/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Timers at their time, and all occurrences counted? */
#include <inttypes.h>

#include <bulkhead/vcpu.h>

#include "trace_names.h"
#include "verify_parts.h"

/* The first window that is planned after a time. */
static size_t first_behind(const struct timeline *timeline, int64_t time)
{
    size_t low = 0, high = timeline->window_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (timeline->windows[middle].planned <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* When something that is due at a time can reach a partition: then, or at the entry of its next
 * window. The kernel may leave to the next window what is due in the last moment of this one, as long as
 * its longest way. NEVER if the trace has no such window. */
static int64_t reach(const struct timeline *timeline, uint32_t partition, int64_t due)
{
    size_t i = due == TIMELINE_NEVER ? timeline->window_count : first_behind(timeline, due);

    for (i = i > 0 ? i - 1 : 0; i < timeline->window_count; i++) {
        const struct timeline_window *window = &timeline->windows[i];

        if (window->partition != partition ||
            due >= window->end - 2 * timeline->lead - timeline->entry_offset)
            continue;
        return due > window->entry ? due : window->entry;
    }
    return TIMELINE_NEVER;
}

/* The latest time at which occurrence `number` of a timer can be due; NEVER if nothing tells. */
static int64_t latest_due(const struct timeline_timer *timer, uint32_t number)
{
    int64_t due = timer->is_late ? timer->armed : timer->deadline, passed;

    if (number == 0)
        return due;
    if (__builtin_mul_overflow((int64_t)number, timer->period_most, &passed) ||
        passed > (int64_t)BH_TIME_LIMIT)
        return TIMELINE_NEVER;
    return due + passed;
}

/* A raise of a timer that is set, `before` of whose occurrences were raised before. */
static void check_occurrence(struct verify *verify, const struct timeline_timer *timer,
                             const struct timeline_raise *raise, uint32_t before)
{
    const struct timeline *timeline = verify->timeline;
    int64_t planned = reach(timeline, timer->partition, latest_due(timer, before));
    int64_t bound = timeline->lead + timeline->entry_offset;

    if (planned == TIMELINE_NEVER || !trace_view_has(verify->view, raise->record))
        return;
    verify->occurrences += raise->occurrences;
    if (raise->time - planned > verify->latest_timer)
        verify->latest_timer = raise->time - planned;
    if (raise->time > planned + bound)
        verify_finding(verify, FINDING_TIMER_LATE, timer->partition, planned, raise->time, bound,
                       "occurrence %" PRIu32 " of timer %" PRIu32 " set at %" PRId64 " is late",
                       before + 1, timer->timer, timer->armed);
}

/* Behind the last raise. */
static void check_rest(struct verify *verify, const struct timeline_timer *timer)
{
    const struct timeline *timeline = verify->timeline;
    int64_t end = timer->end < timeline->end ? timer->end : timeline->end;
    int64_t bound = timeline->lead + timeline->entry_offset;

    if (timer->occurrences < 2)
        return;
    if (timer->period_least > timer->period_most) {
        verify_finding(verify, FINDING_TIMER_PERIOD, timer->partition, timer->last, timer->last, 0,
                       "the occurrences of timer %" PRIu32 " set at %" PRId64 " fit no period: "
                       "over %" PRId64 " ns by one, %" PRId64 " ns at most by another",
                       timer->timer, timer->armed, timer->period_least, timer->period_most);
        return;
    }
    int64_t planned =
        reach(timeline, timer->partition, latest_due(timer, timer->occurrences));
    if (planned != TIMELINE_NEVER && planned + bound < end)
        verify_finding(verify, FINDING_TIMER_MISSING, timer->partition, planned, TIMELINE_NEVER,
                       bound, "occurrence %" PRIu32 " of timer %" PRIu32 " set at %" PRId64
                       " did not come", timer->occurrences + 1, timer->timer, timer->armed);
}

static bool is_of(const struct timeline_raise *raise, const struct timeline_timer *timer)
{
    return raise->partition == timer->partition &&
           raise->source == BH_SOURCE_TIMER + timer->timer && raise->time >= timer->first &&
           raise->time <= timer->last;
}

/* Both lists are by partition, then time; those of two timers of a partition are mixed. */
void verify_timers(struct verify *verify)
{
    const struct timeline *timeline = verify->timeline;
    size_t first = 0;

    if (!timeline->has_plan)
        return;
    for (size_t i = 0; i < timeline->timer_count; i++) {
        const struct timeline_timer *timer = &timeline->timers[i];
        uint32_t before = 0, raises = 0;

        if (timer->raises == 0)
            continue;
        verify->timers += trace_view_has_ring(verify->view, timer->partition + 1);
        while (first < timeline->raise_count &&
               (timeline->raises[first].partition < timer->partition ||
                (timeline->raises[first].partition == timer->partition &&
                 timeline->raises[first].time < timer->armed - timeline->lead)))
            first++;
        for (size_t n = first; n < timeline->raise_count && raises < timer->raises; n++) {
            const struct timeline_raise *raise = &timeline->raises[n];
            if (!is_of(raise, timer))
                continue;
            check_occurrence(verify, timer, raise, before);
            before += raise->occurrences;
            raises++;
        }
        check_rest(verify, timer);
    }
}

/* The count of each source at its last raise, while the partition is in mode NORMAL: as it starts it
 * clears them, in its own time. */
struct counts {
    bool runs;
    bool is_known[BH_SOURCES];
    uint32_t count[BH_SOURCES];
};

/* Of what another partition sends while an occurrence is pending there are no records. */
static bool is_counted(const struct bh_descriptor *descriptor, uint32_t source, uint32_t unrecorded)
{
    const struct bh_source_name *names =
        (const void *)((const uint8_t *)(const void *)descriptor + descriptor->sources.offset);

    for (uint32_t i = 0; i < descriptor->sources.count; i++)
        if (names[i].source == source && names[i].kind != BH_SOURCE_KIND_LINE)
            return unrecorded <= INT32_MAX;
    return unrecorded == 0;
}

static void check_count(struct verify *verify, struct counts *counts,
                        const struct timeline_record *record)
{
    uint32_t source = record->record->argument[0], count = record->record->argument[2];
    uint32_t expected = counts->count[source] + record->record->argument[1];
    bool is_known = counts->is_known[source];

    counts->is_known[source] = counts->runs;
    counts->count[source] = count;
    if (!is_known)
        return;
    verify->counts += trace_view_has(verify->view, record);
    if (is_counted(verify->timeline->trace->descriptors[record->ring - 1], source, count - expected))
        return;
    const char *name = trace_source_name(verify->timeline->trace, record->ring - 1, source);
    verify_finding(verify, FINDING_OCCURRENCE_LOST, record->ring - 1, record->time, record->time,
                   0, "source %s has counted %" PRIu32 " occurrences, by the records it is %" PRIu32,
                   name ? name : "without a name", count, expected);
}

static void check_counts(struct verify *verify, const struct timeline_ring *ring)
{
    struct counts counts = {.runs = ring->lost > 0};

    for (uint32_t i = 0; i < ring->count; i++) {
        const struct bh_trace_record *record = ring->records[i].record;

        if (record->kind == BH_TRACE_MODE)
            counts = (struct counts){.runs = record->argument[0] == BH_MODE_NORMAL};
        else if (record->kind == BH_TRACE_RAISE && record->argument[0] < BH_SOURCES)
            check_count(verify, &counts, &ring->records[i]);
    }
}

/* The count is the truth: no occurrence of the kernel's own is without its record. */
void verify_counts(struct verify *verify)
{
    const struct timeline *timeline = verify->timeline;

    if (!timeline_has_kind(timeline, BH_TRACE_MODE))
        return;
    for (uint32_t i = 1; i < timeline->ring_count; i++)
        check_counts(verify, &timeline->rings[i]);
}
