/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The windows of the time that a trace covers: planned ones, and what records say of each. */
#include <stdlib.h>

#include "image.h"
#include "memory.h"
#include "timeline_parts.h"

struct windows {
    const struct timeline *timeline;
    const struct bh_schedule *schedules;
    struct timeline_window *list;
    size_t count;
    const struct timeline_record **unplanned;
    size_t unplanned_count;
};

static const struct bh_window *windows_of(const struct windows *windows, uint32_t schedule)
{
    return tables_at(windows->timeline->trace->tables, &windows->schedules[schedule].windows);
}

static struct timeline_window make_window(const struct windows *windows, uint32_t schedule,
                                          uint32_t index, int64_t frame)
{
    const struct bh_window *table = windows_of(windows, schedule);
    bool is_last = index + 1 == windows->schedules[schedule].windows.count;
    bh_time end = is_last ? windows->schedules[schedule].frame : table[index + 1].start;
    int64_t planned = frame + (int64_t)table[index].start;

    return (struct timeline_window){
        .schedule = schedule,
        .window = index,
        .partition = table[index].partition,
        .evidence = TIMELINE_SILENT,
        .periodic = table[index].periodic != 0,
        .planned = planned,
        .entry = planned + windows->timeline->entry_offset,
        .end = frame + (int64_t)end,
    };
}

/* A stretch of the plan: whole frames of one schedule. */
struct stretch {
    uint32_t schedule;
    int64_t start;
    int64_t frames;
};

/* Stretches up to the trace's end, the last ones if there are too many windows. */
static size_t make_stretches(const struct windows *windows, const struct timeline_plan *plan,
                             size_t plan_count, struct stretch *stretches)
{
    int64_t left = TIMELINE_WINDOWS_MAX;
    size_t count = 0;

    for (size_t i = plan_count; i-- > 0 && left > 0;) {
        const struct bh_schedule *schedule = &windows->schedules[plan[i].schedule];
        int64_t frame = (int64_t)schedule->frame;
        int64_t end = i + 1 < plan_count ? plan[i + 1].start : windows->timeline->end;
        int64_t frames = end > plan[i].start ? (end - plan[i].start + frame - 1) / frame : 0;
        int64_t most = left / schedule->windows.count;
        int64_t skipped = frames > most ? frames - most : 0;

        stretches[count++] = (struct stretch){plan[i].schedule, plan[i].start + skipped * frame,
                                              frames - skipped};
        left = skipped ? 0 : left - frames * schedule->windows.count;
    }
    return count;
}

static void list_planned(struct windows *windows, const struct timeline_plan *plan,
                         size_t plan_count)
{
    struct stretch *stretches = allocate(plan_count, sizeof stretches[0]);
    size_t stretch_count = make_stretches(windows, plan, plan_count, stretches);
    int64_t most = 0;

    for (size_t i = 0; i < stretch_count; i++)
        most += stretches[i].frames * windows->schedules[stretches[i].schedule].windows.count;
    windows->list = allocate((size_t)most, sizeof windows->list[0]);
    for (size_t i = stretch_count; i-- > 0;) {
        const struct bh_schedule *schedule = &windows->schedules[stretches[i].schedule];
        int64_t frame = stretches[i].start;
        for (int64_t n = 0; n < stretches[i].frames; n++, frame += (int64_t)schedule->frame)
            for (uint32_t w = 0; w < schedule->windows.count; w++)
                windows->list[windows->count++] =
                    make_window(windows, stretches[i].schedule, w, frame);
    }
}

/* The entry that the kernel planned, whether it was kept or not; a few ticks more, since the kernel
 * looks at the clock for the slack first and for the record's time then. */
static int64_t planned_entry(const struct timeline *timeline, const struct bh_trace_record *record)
{
    return timeline_time(timeline->trace,
                         record->time + (bh_time)(int64_t)(int32_t)record->argument[2]);
}

static bool fits(const struct windows *windows, const struct timeline_record *seen)
{
    uint32_t schedule = seen->record->argument[0], window = seen->record->argument[1];

    return schedule < windows->timeline->trace->tables->schedules.count &&
           window < windows->schedules[schedule].windows.count &&
           windows_of(windows, schedule)[window].partition == seen->ring - 1;
}

/* With slack the kernel waits, and the entry is as planned. */
static void mark_seen(struct timeline_window *window, const struct timeline_record *seen)
{
    window->evidence = TIMELINE_SEEN;
    window->seen = seen;
    window->slack = (int32_t)seen->record->argument[2];
    if (window->slack < 0)
        window->entry = seen->time;
}

static int compare_windows(const void *left, const void *right)
{
    const struct timeline_window *a = left, *b = right;

    return a->planned < b->planned ? -1 : a->planned > b->planned;
}

static void shift_window(struct timeline_window *window, int64_t time)
{
    window->planned += time;
    window->entry += time;
    window->end += time;
}

/* Without a plan: the windows that records tell of. */
static void list_seen(struct windows *windows)
{
    const struct timeline *timeline = windows->timeline;

    windows->list = allocate(timeline->record_count, sizeof windows->list[0]);
    for (size_t i = 0; i < timeline->record_count; i++) {
        const struct timeline_record *seen = &timeline->records[i];

        if (seen->record->kind != BH_TRACE_WINDOW || !fits(windows, seen))
            continue;
        struct timeline_window window =
            make_window(windows, seen->record->argument[0], seen->record->argument[1], 0);
        int64_t shift =
            planned_entry(timeline, seen->record) - timeline->entry_offset - window.planned;
        shift_window(&window, shift);
        mark_seen(&window, seen);
        windows->list[windows->count++] = window;
    }
    qsort(windows->list, windows->count, sizeof windows->list[0], compare_windows);
}

/* The first window that is planned at `time` or later. */
static size_t first_from(const struct windows *windows, int64_t time)
{
    size_t low = 0, high = windows->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (windows->list[middle].planned < time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_place(const struct timeline_window *window, const struct bh_trace_record *record,
                     uint32_t partition)
{
    if (record->kind == BH_TRACE_RAISE)
        return window->partition == partition;
    return window->schedule == record->argument[0] && window->window == record->argument[1] &&
           window->partition == partition;
}

static int64_t distance(int64_t one, int64_t other)
{
    return one > other ? one - other : other - one;
}

/* The window of the record's partition, and by a WINDOW record's number, that is planned nearest to
 * `time`; NULL if there is none within a frame. */
static struct timeline_window *find_window(const struct windows *windows,
                                           const struct timeline_record *from, int64_t time)
{
    struct timeline_window *best = NULL;
    size_t middle = first_from(windows, time);
    size_t reach = middle < windows->count ? middle : middle - 1;
    size_t frame = windows->schedules[windows->list[reach].schedule].windows.count;
    size_t end = middle + frame < windows->count ? middle + frame : windows->count;

    for (size_t i = middle > frame ? middle - frame : 0; i < end; i++) {
        struct timeline_window *window = &windows->list[i];
        if (is_place(window, from->record, from->ring - 1) &&
            (!best || distance(window->planned, time) < distance(best->planned, time)))
            best = window;
    }
    return best;
}

/* A record at the trace's edge may tell of a window that is not listed. */
static bool is_listed_time(const struct windows *windows, int64_t planned)
{
    return planned >= windows->list[0].planned && planned < windows->list[windows->count - 1].end;
}

static void match(struct windows *windows, const struct timeline_record *record)
{
    const struct timeline *timeline = windows->timeline;
    bool is_raise = record->record->kind == BH_TRACE_RAISE;
    int64_t planned = (is_raise ? record->time : planned_entry(timeline, record->record)) -
                      timeline->entry_offset;

    if (windows->count == 0 || !is_listed_time(windows, planned))
        return;
    struct timeline_window *window = find_window(windows, record, planned);
    if (is_raise) {
        if (window && !window->released)
            window->released = record;
        return;
    }
    if (window && !window->seen)
        mark_seen(window, record);
    else
        windows->unplanned[windows->unplanned_count++] = record;
}

static void match_all(struct windows *windows)
{
    const struct timeline *timeline = windows->timeline;

    windows->unplanned = allocate(timeline->record_count, sizeof windows->unplanned[0]);
    for (size_t i = 0; i < timeline->record_count; i++) {
        const struct timeline_record *record = &timeline->records[i];
        const struct bh_trace_record *told = record->record;

        if (record->ring > 0 &&
            ((told->kind == BH_TRACE_WINDOW && timeline->has_plan) ||
             (told->kind == BH_TRACE_RAISE && told->argument[0] == BH_SOURCE_WINDOW)))
            match(windows, record);
    }
}

/* What no record told, and what the trace's end cuts. */
static void conclude(const struct timeline *timeline, struct timeline_window *window)
{
    bool covered = window->partition == BH_NO_PARTITION ||
                   (timeline_covers(timeline, window->partition,
                                    window->planned - timeline->lead) &&
                    window->planned + timeline->entry_offset < timeline->end);

    if (!timeline->has_plan && window->released) /* it is exact */
        shift_window(window, window->released->time - timeline->entry_offset - window->planned);
    window->complete = covered && window->end <= timeline->end;
    if (!window->seen && window->released) {
        window->evidence = TIMELINE_RELEASED;
        window->entry = window->released->time;
    } else if (!window->seen && covered && window->partition != BH_NO_PARTITION &&
               timeline_has_kind(timeline, BH_TRACE_WINDOW)) {
        window->evidence = TIMELINE_MISSING;
    }
    if (window->end > timeline->end)
        window->end = timeline->end;
}

/* Those that the trace knows nothing of: behind its end. */
static void drop_last(struct windows *windows)
{
    while (windows->count > 0 &&
           windows->list[windows->count - 1].planned >= windows->timeline->end &&
           !windows->list[windows->count - 1].seen)
        windows->count--;
}

void timeline_add_windows(struct timeline *timeline)
{
    const struct bh_tables *tables = timeline->trace->tables;
    struct windows windows = {
        .timeline = timeline,
        .schedules = tables_at(tables, &tables->schedules),
    };
    size_t plan_count;
    const struct timeline_plan *plan = timeline_plan(timeline, &plan_count);

    timeline->has_plan = plan_count > 0;
    if (timeline->has_plan)
        list_planned(&windows, plan, plan_count);
    else
        list_seen(&windows);
    match_all(&windows);
    drop_last(&windows);
    for (size_t i = 0; i < windows.count; i++)
        conclude(timeline, &windows.list[i]);
    timeline->windows = windows.list;
    timeline->window_count = windows.count;
    timeline->unplanned = windows.unplanned;
    timeline->unplanned_count = windows.unplanned_count;
}
