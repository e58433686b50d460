/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Reading the trace rings while the kernel writes them. */
#include "bh_trace.h"

uint32_t bh_trace_rings(void)
{
    return (bh_descriptor()->rights & BH_RIGHT_TRACE) != 0 ? bh_descriptor()->partitions.count + 1
                                                           : 0;
}

const volatile struct bh_trace_ring *bh_trace_ring(uint32_t ring)
{
    const uint32_t capacity = ((const volatile struct bh_trace_ring *)BH_TRACE_BASE)->capacity;
    const uint32_t bytes = (uint32_t)sizeof(struct bh_trace_ring) +
                           capacity * (uint32_t)sizeof(struct bh_trace_record);
    return (const volatile struct bh_trace_ring *)(uintptr_t)(BH_TRACE_BASE + ring * bytes);
}

/* Of the records from reader->next on, those that have given way are lost: answers how many. */
static uint32_t give_up_old(const volatile struct bh_trace_ring *ring,
                            struct bh_trace_reader *reader)
{
    const uint32_t unread = ring->written - reader->next;
    const uint32_t old = unread > ring->capacity ? unread - ring->capacity : 0;
    reader->next += old;
    reader->lost += old;
    return old;
}

uint32_t bh_trace_read(const volatile struct bh_trace_ring *ring, struct bh_trace_reader *reader,
                       uint32_t end, struct bh_trace_record *records, uint32_t most)
{
    const struct bh_trace_record *slots = (const struct bh_trace_record *)(uintptr_t)(ring + 1);

    give_up_old(ring, reader);
    const uint32_t ahead = end - reader->next;
    if (ahead > ring->capacity) { /* all up to `end` gave way */
        return 0;
    }
    const uint32_t count = ahead < most ? ahead : most;
    for (uint32_t i = 0; i < count; i++) {
        bh_copy(&records[i], &slots[(reader->next + i) & (ring->capacity - 1)], sizeof records[i]);
    }
    bh_fence();
    /* The kernel may have gone on meanwhile, round the ring and over what was copied first. */
    const uint32_t old = give_up_old(ring, reader);
    if (old >= count) {
        return 0;
    }
    for (uint32_t i = 0; old != 0 && i < count - old; i++) {
        records[i] = records[i + old];
    }
    reader->next += count - old;
    return count - old;
}
