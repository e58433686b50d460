/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "trace_gather.h"

#include <string.h>

#include "blob.h"
#include "memory.h"
#include "timeline.h"

static void on_module(void *context, const struct trace_stream_module *module)
{
    struct gather *gather = context;
    bool is_same = module->checksum == gather->tables->checksum &&
                   module->rings == gather->tables->partitions.count + 1;

    if (gather->end != GATHER_GOES_ON)
        return;
    if (gather->has_module && (!is_same || module->information.epoch != gather->information.epoch))
        gather->end = GATHER_RESTART;
    else if (!is_same)
        gather->end = GATHER_OTHER;
    else
        gather->information = module->information;
    if (!gather->has_module)
        gather->checksum = module->checksum;
    gather->has_module = gather->has_module || is_same;
}

static void add(struct gather *gather, struct gather_ring *ring,
                const struct bh_trace_record *record)
{
    if (ring->count == ring->room) {
        struct bh_trace_record *old = ring->records;

        ring->room = ring->room ? 2 * ring->room : 1024;
        ring->records = allocate(ring->room, sizeof old[0]);
        if (old)
            memcpy(ring->records, old, ring->count * sizeof old[0]);
    }
    ring->records[ring->count] = *record;
    ring->records[ring->count++].lost = ring->pending;
    ring->pending = 0;
    gather->count++;
    if (ring->count == TRACE_GATHER_MAX)
        gather->end = GATHER_FULL;
}

/* The sender has come to record `next` of the ring, and lost so many so far. Answers by how many
 * records that is behind what has come: of a sender that began anew. */
static uint32_t advance(struct gather_ring *ring, uint32_t next, uint32_t sender_lost)
{
    uint32_t gap = next - ring->next;
    uint32_t overwritten = sender_lost - ring->sender_lost;

    if (ring->begun && (int32_t)gap < 0)
        return -gap;
    if (overwritten > gap) /* it began anew, and counts anew */
        overwritten = 0;
    if (!ring->begun) {
        ring->before = gap;
    } else {
        ring->overwritten += overwritten;
        ring->missing += gap - overwritten;
    }
    ring->begun = true;
    ring->sender_lost = sender_lost;
    ring->pending += gap;
    ring->next = next;
    return 0;
}

static void on_records(void *context, const struct trace_stream_records *records)
{
    struct gather *gather = context;
    struct gather_ring *ring = &gather->rings[records->ring];

    if (gather->end != GATHER_GOES_ON)
        return;
    if (records->ring > gather->tables->partitions.count) {
        gather->strange++;
        return;
    }
    uint32_t old = advance(ring, records->first, records->lost);
    for (uint32_t i = old; i < records->count && gather->end == GATHER_GOES_ON; i++) {
        add(gather, ring, &records->record[i]);
        ring->next++;
    }
}

static int64_t time_of(const struct gather *gather, bh_time ticks)
{
    struct trace trace = {.information = &gather->information};

    return timeline_time(&trace, ticks);
}

static void on_rings(void *context, const struct trace_stream_rings *rings)
{
    struct gather *gather = context;

    if (gather->end != GATHER_GOES_ON || !gather->has_module)
        return;
    if (rings->count != gather->tables->partitions.count + 1) {
        gather->strange++;
        return;
    }
    for (uint32_t i = 0; i < rings->count; i++) {
        struct gather_ring *ring = &gather->rings[i];

        advance(ring, rings->next[i], rings->lost[i]);
        ring->marked = ring->count;
        ring->tail = ring->pending;
    }
    gather->is_marked = true;
    gather->mark = rings->ticks;
    if (time_of(gather, rings->ticks) >= gather->until)
        gather->end = GATHER_TIME;
    else if (gather->least && gather->count >= gather->least)
        gather->end = GATHER_COUNT;
    else if (rings->is_end)
        gather->end = GATHER_SENDER;
}

struct trace_stream_sink gather_sink(struct gather *gather)
{
    return (struct trace_stream_sink){on_module, on_records, on_rings, gather};
}

/* What came behind the mark, or happened behind it or `until`, is not known of all rings. A window's
 * record may stand behind those of its entry, which is later. */
static void cut(struct gather *gather, struct gather_ring *ring)
{
    uint32_t lost = 0; /* before the next that stays */

    ring->count = 0;
    for (uint32_t i = 0; i < ring->marked; i++) {
        struct bh_trace_record record = ring->records[i];

        record.lost = lost += record.lost;
        if (record.time < gather->mark && time_of(gather, record.time) < gather->until) {
            ring->records[ring->count++] = record;
            lost = 0;
        }
    }
    if (ring->count < ring->marked)
        ring->tail = 0; /* later still */
}

/* The module's tables, but for the capacity of rings. */
static const struct bh_tables *tables_with(const struct bh_tables *tables, uint32_t records)
{
    struct bh_tables *copy = allocate(1, tables->bytes);

    memcpy(copy, tables, tables->bytes);
    copy->trace_records = records;
    copy->checksum = 0;
    copy->checksum = checksum((const uint8_t *)(const void *)copy, copy->bytes);
    return copy;
}

struct trace gather_trace(struct gather *gather, const struct bh_descriptor *const *descriptors)
{
    uint32_t capacity = 1, rings = gather->tables->partitions.count + 1;

    for (uint32_t i = 0; i < rings; i++) {
        cut(gather, &gather->rings[i]);
        while (capacity < gather->rings[i].count)
            capacity *= 2;
    }
    const struct bh_tables *tables = tables_with(gather->tables, capacity);
    uint64_t bytes = trace_ring_bytes(tables);
    uint8_t *all = allocate(rings, bytes);
    for (uint32_t i = 0; i < rings; i++) {
        const struct gather_ring *ring = &gather->rings[i];
        struct bh_trace_ring *header = (void *)(all + i * bytes);

        *header = (struct bh_trace_ring){
            .written = ring->count, .capacity = capacity, .lost = ring->tail};
        if (ring->count)
            memcpy(header + 1, ring->records, ring->count * sizeof ring->records[0]);
    }
    return (struct trace){tables, descriptors, &gather->information, all};
}
