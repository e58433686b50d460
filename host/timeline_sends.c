/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* What went from partition to partition by event channels. */
#include <bulkhead/hypercall.h>

#include "image.h"
#include "memory.h"
#include "timeline_parts.h"

/* The event channel that a record tells of a sending on; NULL if it tells of none. */
static const struct bh_event *channel_of(const struct bh_tables *tables,
                                         const struct timeline_record *record)
{
    const struct bh_partition *partitions = tables_at(tables, &tables->partitions);
    const uint32_t *argument = record->record->argument;

    if (record->ring == 0 || record->record->kind != BH_TRACE_HYPERCALL ||
        argument[0] != BH_CALL_event_send || argument[3] != 0)
        return NULL;
    const struct bh_partition *sender = &partitions[record->ring - 1];
    const struct bh_event *events = tables_at(tables, &sender->events);
    if (argument[1] >= sender->events.count ||
        events[argument[1]].partition >= tables->partitions.count)
        return NULL;
    return &events[argument[1]];
}

/* From the last record to the first, and with them the windows, so that the next window of each
 * partition is at hand. */
void timeline_add_sends(struct timeline *timeline)
{
    const struct bh_tables *tables = timeline->trace->tables;
    struct timeline_send *list = allocate(timeline->record_count, sizeof list[0]);
    struct timeline_send *first = list + timeline->record_count;
    size_t window = timeline->window_count;
    int64_t next[BH_PARTITIONS_MAX];

    for (uint32_t i = 0; i < BH_PARTITIONS_MAX; i++)
        next[i] = TIMELINE_NEVER;
    for (size_t i = timeline->record_count; i-- > 0;) {
        const struct timeline_record *record = &timeline->records[i];
        const struct bh_event *channel = channel_of(tables, record);

        for (; window > 0 && timeline->windows[window - 1].entry > record->time; window--)
            if (timeline->windows[window - 1].partition != BH_NO_PARTITION)
                next[timeline->windows[window - 1].partition] =
                    timeline->windows[window - 1].entry;
        if (channel)
            *--first = (struct timeline_send){
                .partition = record->ring - 1,
                .event = record->record->argument[1],
                .receiver = channel->partition,
                .source = channel->source,
                .time = record->time,
                .seen = next[channel->partition],
            };
    }
    timeline->sends = first;
    timeline->send_count = (size_t)(list + timeline->record_count - first);
}
