/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Deliveries without delay?
 *
 * The kernel delivers on its way out, and it comes in for something that happens. So a delivery
 * follows a record of its partition at once: a raise, a hypercall, a window's entry. What the guest
 * held back by `enabled` or the masks, no record tells; it is delivered when the guest enables, by
 * the guest itself, or with the next thing that happens. */
#include "trace_names.h"
#include "verify_parts.h"

/* The last raise before a record that it finds pending; NULL if the ring has none. */
static const struct timeline_record *raise_before(const struct timeline_ring *ring, uint32_t index)
{
    const uint32_t *pending = &ring->records[index].record->argument[1];

    while (index-- > 0) {
        const struct bh_trace_record *record = ring->records[index].record;
        uint32_t source = record->argument[0];

        if (record->kind == BH_TRACE_RAISE && source < 64 && pending[source / 32] >> source % 32 & 1)
            return &ring->records[index];
    }
    return NULL;
}

static void check(struct verify *verify, const struct timeline_ring *ring, uint32_t index)
{
    const struct timeline_record *delivery = &ring->records[index];
    int64_t bound = verify->timeline->lead + verify->timeline->entry_offset;
    int64_t delay = delivery->time - ring->records[index - 1].time;

    verify->deliveries++;
    if (delay <= bound) {
        if (delay > verify->latest_delivery)
            verify->latest_delivery = delay;
        return;
    }
    const struct timeline_record *raise = raise_before(ring, index);
    const char *source = raise ? trace_source_name(verify->timeline->trace, delivery->ring - 1,
                                                   raise->record->argument[0])
                               : NULL;
    verify_finding(verify, FINDING_DELIVERY_LATE, delivery->ring - 1,
                   raise ? raise->time : ring->records[index - 1].time, delivery->time, bound,
                   "the delivery of %s follows nothing that happened",
                   source ? source : "what is pending");
}

void verify_deliveries(struct verify *verify)
{
    const struct timeline *timeline = verify->timeline;

    if (!timeline_has_kind(timeline, BH_TRACE_RAISE) ||
        !timeline_has_kind(timeline, BH_TRACE_HYPERCALL))
        return;
    for (uint32_t i = 1; i < timeline->ring_count; i++) {
        const struct timeline_ring *ring = &timeline->rings[i];

        for (uint32_t n = 1; n < ring->count; n++)
            if (ring->records[n].record->kind == BH_TRACE_DELIVER &&
                trace_view_has(verify->view, &ring->records[n]))
                check(verify, ring, n);
    }
}
