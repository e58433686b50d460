/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "ctf_kernel.h"

#include <stdlib.h>

#include <bulkhead/vcpu.h>

#include "ctf_metadata.h"
#include "memory.h"
#include "trace_names.h"

/* Of a Linux thread. */
enum { PRIORITY = 20, STATE_RUNNING = 0, STATE_SLEEPING = 1, IRQ_HANDLED = 1 };

uint64_t ctf_time(int64_t time)
{
    return time < 0 ? 0 : (uint64_t)time;
}

static int compare_intervals(const void *left, const void *right)
{
    const struct timeline_interval *a = left, *b = right;

    return a->start < b->start ? -1 : a->start > b->start;
}

/* When somebody runs, by time. */
static struct timeline_interval *busy_intervals(const struct trace_view *view, size_t *count)
{
    const struct timeline *timeline = view->timeline;
    struct timeline_interval *list = allocate(timeline->interval_count, sizeof list[0]);

    *count = 0;
    for (size_t i = 0; i < timeline->interval_count; i++) {
        struct timeline_interval interval = timeline->intervals[i];

        if (interval.activity == TIMELINE_BUSY &&
            trace_view_has_ring(view, interval.partition + 1) &&
            trace_view_cut(view, &interval.start, &interval.end))
            list[(*count)++] = interval;
    }
    qsort(list, *count, sizeof list[0], compare_intervals);
    return list;
}

/* Whether its window goes on behind it. */
static bool ends_early(const struct timeline *timeline, const struct timeline_interval *interval)
{
    const struct timeline_window *window = &timeline->windows[interval->window];

    return interval->end < window->end - timeline->lead;
}

struct ctf_switches ctf_switches(const struct trace_view *view)
{
    size_t count;
    const struct timeline_interval *busy = busy_intervals(view, &count);
    struct ctf_switches switches = {allocate(2 * count, sizeof switches.list[0]), 0};

    if (!trace_view_has_kind(view, TRACE_VIEW_RUN))
        return switches;
    for (size_t i = 0; i < count; i++) {
        uint32_t thread = busy[i].partition + 1;
        bool follows = i > 0 && busy[i - 1].end >= busy[i].start;
        bool is_followed = i + 1 < count && busy[i].end >= busy[i + 1].start;

        switches.list[switches.count++] = (struct ctf_switch){
            .time = busy[i].start,
            .from = follows ? busy[i - 1].partition + 1 : 0,
            .to = thread,
            .waits = follows && ends_early(view->timeline, &busy[i - 1]),
        };
        if (!is_followed)
            switches.list[switches.count++] = (struct ctf_switch){
                busy[i].end, thread, 0, ends_early(view->timeline, &busy[i])};
    }
    return switches;
}

static const char *thread_name(const struct trace_view *view, uint32_t thread)
{
    return thread ? trace_ring_name(view->timeline->trace->tables, thread) : "swapper/0";
}

void ctf_write_switch(struct ctf_stream *stream, const struct trace_view *view,
                      const struct ctf_switch *change)
{
    ctf_event(stream, CTF_SWITCH, ctf_time(change->time));
    ctf_string(stream, thread_name(view, change->from));
    ctf_u32(stream, change->from);
    ctf_u32(stream, PRIORITY);
    ctf_u32(stream, change->waits ? STATE_SLEEPING : STATE_RUNNING);
    ctf_string(stream, thread_name(view, change->to));
    ctf_u32(stream, change->to);
    ctf_u32(stream, PRIORITY);
}

void ctf_write_interrupts(struct ctf_stream *stream, const struct trace_view *view,
                          const struct timeline_record *record)
{
    for (uint32_t source = 0; source < BH_SOURCES; source++) {
        const char *name =
            trace_source_name(view->timeline->trace, record->ring - 1, source);

        if (!(record->record->argument[1 + source / 32] >> source % 32 & 1))
            continue;
        ctf_event(stream, CTF_IRQ_ENTRY, ctf_time(record->time));
        ctf_u32(stream, source);
        ctf_string(stream, name ? name : "");
        ctf_event(stream, CTF_IRQ_EXIT, ctf_time(record->time));
        ctf_u32(stream, source);
        ctf_u32(stream, IRQ_HANDLED);
    }
}
