/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Occurrences of virtual interrupt sources, and their deliveries. */
#include "memory.h"
#include "timeline_parts.h"

/* The delivery, or the end of the hope for one, that comes next for each source. */
static void reset(int64_t next[BH_SOURCES])
{
    for (uint32_t i = 0; i < BH_SOURCES; i++)
        next[i] = TIMELINE_NEVER;
}

static void note_delivery(int64_t next[BH_SOURCES], const struct timeline_record *record)
{
    for (uint32_t i = 0; i < BH_SOURCES; i++)
        if (record->record->argument[1 + i / 32] >> i % 32 & 1)
            next[i] = record->time;
}

static struct timeline_raise make_raise(const struct timeline_record *record)
{
    const uint32_t *argument = record->record->argument;

    return (struct timeline_raise){
        .partition = record->ring - 1,
        .source = argument[0],
        .occurrences = argument[1],
        .count = argument[2],
        .time = record->time,
        .delivered = TIMELINE_NEVER,
        .record = record,
    };
}

/* A partition's raises, from the last to the first, into the end of a list. */
static size_t list_raises(const struct timeline_ring *ring, struct timeline_raise *end)
{
    int64_t next[BH_SOURCES];
    size_t count = 0;

    reset(next);
    for (uint32_t i = ring->count; i-- > 0;) {
        const struct timeline_record *record = &ring->records[i];

        if (record->record->kind == BH_TRACE_MODE) {
            if (record->record->argument[0] != BH_MODE_NORMAL)
                reset(next); /* a start forgets what is pending */
        } else if (record->record->kind == BH_TRACE_DELIVER) {
            note_delivery(next, record);
        } else if (record->record->kind == BH_TRACE_RAISE) {
            struct timeline_raise raise = make_raise(record);
            if (raise.source < BH_SOURCES) {
                raise.delivered = next[raise.source];
                next[raise.source] = TIMELINE_NEVER;
            }
            *(end - ++count) = raise;
        }
    }
    return count;
}

void timeline_add_raises(struct timeline *timeline)
{
    struct timeline_raise *list = allocate(timeline->record_count, sizeof list[0]);
    struct timeline_raise *first = list + timeline->record_count;

    for (uint32_t i = timeline->ring_count; i-- > 1;)
        first -= list_raises(&timeline->rings[i], first);
    timeline->raises = first;
    timeline->raise_count = (size_t)(list + timeline->record_count - first);
}
