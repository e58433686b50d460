/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "timeline.h"

#include <stdio.h>
#include <stdlib.h>

#include "memory.h"
#include "timeline_parts.h"
#include "trace_names.h"

#define TIME_MAX ((int64_t)BH_TIME_LIMIT)

__extension__ typedef __int128 wide;

/* struct bh_information defines it. */
static int64_t scale(const struct bh_information *information, wide ticks)
{
    wide time = (ticks * (wide)information->multiplier) >> (information->shift & 63);

    return time > TIME_MAX ? TIME_MAX : time < -TIME_MAX ? -TIME_MAX : (int64_t)time;
}

int64_t timeline_time(const struct trace *trace, bh_time ticks)
{
    return scale(trace->information, (wide)ticks - (wide)trace->information->epoch);
}

int64_t timeline_duration(const struct trace *trace, int64_t ticks)
{
    return scale(trace->information, ticks);
}

bool timeline_has_kind(const struct timeline *timeline, enum bh_trace_kind kind)
{
    return timeline->trace->tables->trace_kinds >> kind & 1;
}

bool timeline_covers(const struct timeline *timeline, uint32_t partition, int64_t time)
{
    return time > timeline->rings[partition + 1].begin && time < timeline->end;
}

static int compare_records(const void *left, const void *right)
{
    const struct timeline_record *a = left, *b = right;

    if (a->record->time != b->record->time)
        return a->record->time < b->record->time ? -1 : 1;
    if (a->ring != b->ring)
        return a->ring < b->ring ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

/* A ring's records, the oldest first, into `records`; answers how many. */
static uint32_t list_ring(const struct trace *trace, uint32_t index,
                          struct timeline_record *records)
{
    const uint8_t *bytes = trace->rings + index * trace_ring_bytes(trace->tables);
    const struct bh_trace_ring *header = (const void *)bytes;
    const struct bh_trace_record *slots = (const void *)(bytes + sizeof *header);
    uint32_t capacity = trace->tables->trace_records;
    uint32_t count = header->written < capacity ? header->written : capacity;
    uint32_t first = header->written - count;

    for (uint32_t i = 0; i < count; i++) {
        const struct bh_trace_record *record = &slots[(first + i) & (capacity - 1)];
        records[i] = (struct timeline_record){timeline_time(trace, record->time), index, i, record};
    }
    return count;
}

/* Behind the last record that is missing the ring is whole. */
static struct timeline_ring whole_part(const struct trace *trace, uint32_t index,
                                       const struct timeline_record *records, uint32_t count)
{
    const struct bh_trace_ring *header =
        (const void *)(trace->rings + index * trace_ring_bytes(trace->tables));
    struct timeline_ring ring = {.lost = header->written - count + header->lost,
                                 .begin = INT64_MIN};
    uint32_t whole = header->lost ? count : 0;

    for (uint32_t i = 0; i < count; i++) {
        ring.lost += records[i].record->lost;
        if (records[i].record->lost && !header->lost)
            whole = i;
    }
    ring.records = records + whole;
    ring.count = count - whole;
    ring.has_gaps = whole > 0 || (count && records[0].record->lost);
    if (ring.lost)
        ring.begin = ring.count ? ring.records[0].time : INT64_MAX;
    return ring;
}

static void read_rings(struct timeline *timeline)
{
    const struct trace *trace = timeline->trace;
    uint32_t capacity = trace->tables->trace_records;
    struct timeline_ring *rings = allocate(timeline->ring_count, sizeof rings[0]);
    struct timeline_record *merged =
        allocate((size_t)timeline->ring_count * capacity, sizeof merged[0]);

    for (uint32_t i = 0; i < timeline->ring_count; i++) {
        struct timeline_record *records = allocate(capacity, sizeof records[0]);
        uint32_t count = list_ring(trace, i, records);

        rings[i] = whole_part(trace, i, records, count);
        for (uint32_t n = 0; n < count; n++)
            merged[timeline->record_count++] = records[n];
    }
    qsort(merged, timeline->record_count, sizeof merged[0], compare_records);
    timeline->rings = rings;
    timeline->records = merged;
    if (timeline->record_count == 0)
        return;
    timeline->begin = merged[0].time;
    timeline->end = merged[timeline->record_count - 1].time;
}

/* All records of a kind, by time. */
static const struct timeline_record *const *of_kind(const struct timeline *timeline,
                                                    enum bh_trace_kind kind, size_t *count)
{
    const struct timeline_record **list = allocate(timeline->record_count, sizeof list[0]);

    *count = 0;
    for (size_t i = 0; i < timeline->record_count; i++)
        if (timeline->records[i].record->kind == kind)
            list[(*count)++] = &timeline->records[i];
    return list;
}

struct timeline timeline_make(const struct trace *trace)
{
    struct timeline timeline = {
        .trace = trace,
        .ring_count = trace->tables->partitions.count + 1,
        .entry_offset = trace->information->window_entry_offset,
        .lead = trace->information->window_entry_lead,
    };

    read_rings(&timeline);
    timeline.schedules = of_kind(&timeline, BH_TRACE_SCHEDULE, &timeline.schedule_count);
    timeline.modes = of_kind(&timeline, BH_TRACE_MODE, &timeline.mode_count);
    timeline.healths = of_kind(&timeline, BH_TRACE_HEALTH, &timeline.health_count);
    timeline_add_windows(&timeline);
    timeline_add_intervals(&timeline);
    timeline_add_raises(&timeline);
    timeline_add_sends(&timeline);
    timeline_add_timers(&timeline);
    return timeline;
}

void timeline_print_lost(const struct timeline *timeline)
{
    for (uint32_t i = 0; i < timeline->ring_count; i++)
        if (timeline->rings[i].lost)
            fprintf(stderr, timeline->rings[i].has_gaps
                                ? "bulkhead: %s: %u records are missing\n"
                                : "bulkhead: %s: the oldest %u records gave way to newer ones\n",
                    trace_ring_name(timeline->trace->tables, i), timeline->rings[i].lost);
}
