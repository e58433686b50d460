/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* What partitions did within their windows. */
#include <bulkhead/hypercall.h>

#include "memory.h"
#include "timeline_parts.h"

/* A partition's activity while its ring is read. */
struct state {
    enum timeline_activity activity;
    uint64_t awaited; /**< bit s: source s ends the wait */
};

/* The state after a record. */
static struct state follow(struct state state, const struct bh_trace_record *record)
{
    const uint32_t *argument = record->argument;

    switch (record->kind) {
    case BH_TRACE_MODE:
        state.activity = argument[0] == BH_MODE_IDLE ? TIMELINE_STOPPED : TIMELINE_BUSY;
        break;
    case BH_TRACE_HYPERCALL:
        state.activity = argument[0] == BH_CALL_wait ? TIMELINE_WAITING : TIMELINE_BUSY;
        state.awaited = argument[1] | (uint64_t)argument[2] << 32;
        break;
    case BH_TRACE_RAISE:
        if (state.activity == TIMELINE_WAITING && argument[0] < BH_SOURCES &&
            state.awaited >> argument[0] & 1)
            state.activity = TIMELINE_BUSY;
        break;
    case BH_TRACE_DELIVER:
    case BH_TRACE_TRAP:
        state.activity = TIMELINE_BUSY;
        break;
    default:
        break;
    }
    return state;
}

static void add(struct timeline_interval *list, size_t *count, struct timeline_interval interval)
{
    if (interval.start < interval.end)
        list[(*count)++] = interval;
}

/* Without the hypercalls nothing tells of waiting, without the modes nothing of being stopped. */
static enum timeline_activity told(const struct timeline *timeline, struct state state)
{
    return timeline_has_kind(timeline, BH_TRACE_HYPERCALL) &&
                   timeline_has_kind(timeline, BH_TRACE_MODE)
               ? state.activity
               : TIMELINE_UNKNOWN;
}

/* A partition's windows and its records side by side, both by time. */
static size_t list_intervals(const struct timeline *timeline, uint32_t partition,
                             struct timeline_interval *list)
{
    const struct timeline_ring *ring = &timeline->rings[partition + 1];
    struct state state = {ring->lost ? TIMELINE_UNKNOWN : TIMELINE_STOPPED, 0};
    uint32_t next = 0;
    size_t count = 0;

    for (size_t i = 0; i < timeline->window_count; i++) {
        const struct timeline_window *window = &timeline->windows[i];
        int64_t end = window->complete ? window->end - timeline->lead : window->end;

        if (window->partition != partition || window->evidence == TIMELINE_MISSING)
            continue;
        int64_t start = window->entry;
        while (next < ring->count && ring->records[next].time < end) {
            struct state after = follow(state, ring->records[next].record);
            int64_t time = ring->records[next++].time;

            if (after.activity != state.activity && time > start) {
                add(list, &count,
                    (struct timeline_interval){partition, (uint32_t)i, told(timeline, state),
                                               start, time});
                start = time;
            }
            state = after;
        }
        add(list, &count,
            (struct timeline_interval){partition, (uint32_t)i, told(timeline, state), start, end});
    }
    return count;
}

void timeline_add_intervals(struct timeline *timeline)
{
    struct timeline_interval *list =
        allocate(timeline->window_count + timeline->record_count, sizeof list[0]);

    for (uint32_t i = 0; i + 1 < timeline->ring_count; i++)
        timeline->interval_count += list_intervals(timeline, i, list + timeline->interval_count);
    timeline->intervals = list;
}
