/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The trace. See trace.h; the rings' layout is in bulkhead/trace.h and bulkhead/tables.h. */
#include "trace.h"

#include "arch.h"

uint32_t trace_kinds;
static uintptr_t rings;
static uint32_t ring_bytes;

void trace_init(const struct bh_tables *tables)
{
    trace_kinds = tables->trace_kinds;
    rings = (uintptr_t)tables->trace;
    ring_bytes = (uint32_t)sizeof(struct bh_trace_ring) +
                 tables->trace_records * (uint32_t)sizeof(struct bh_trace_record);
    for (uint32_t i = 0; trace_kinds != 0 && i <= tables->partitions.count; i++) {
        ((struct bh_trace_ring *)(rings + i * ring_bytes))->capacity = tables->trace_records;
    }
}

static void trace_record(uint32_t ring, uint32_t kind, uint64_t time, uint32_t a, uint32_t b,
                         uint32_t c, uint32_t d)
{
    //@ split ring;
    struct bh_trace_ring *header = (struct bh_trace_ring *)(rings + ring * ring_bytes);
    struct bh_trace_record *records = (struct bh_trace_record *)(header + 1);
    struct bh_trace_record *record = &records[header->written & (header->capacity - 1)];

    record->time = time != 0 ? time : arch_clock();
    record->kind = kind;
    record->argument[0] = a;
    record->argument[1] = b;
    record->argument[2] = c;
    record->argument[3] = d;
    header->written++;
}

void trace_write(uint32_t ring, uint32_t kind, uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    trace_record(ring, kind, 0, a, b, c, d);
}

void trace_write_raise(const struct vcpu *vcpu, uint32_t source, uint32_t occurrences, uint64_t now)
{
    trace_record(vcpu->index + 1, BH_TRACE_RAISE, now, source, occurrences,
                 vcpu->page->source[source].count, 0);
}

void trace_write_deliver(const struct vcpu *vcpu, bh_word pc, uint64_t now)
{
    trace_record(vcpu->index + 1, BH_TRACE_DELIVER, now, (uint32_t)pc, vcpu->page->pending[0],
                 vcpu->page->pending[1], 0);
}
