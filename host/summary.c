/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "summary.h"

#include <bulkhead/descriptor.h>
#include <bulkhead/status.h>
#include <bulkhead/vcpu.h>

#include "image.h"
#include "memory.h"
#include "schedule_place.h"
#include "trace_file.h"

/* Clock ticks in ns, as struct bh_information defines it. */
static int64_t ticks_ns(const struct bh_information *information, int64_t ticks)
{
    __extension__ typedef __int128 wide;

    return (int64_t)(((wide)ticks * (wide)information->multiplier) >> (information->shift & 63));
}

static void take_record(struct summary *summary, const struct bh_information *information,
                        struct summary_partition *partition, const struct bh_trace_record *record)
{
    int64_t time = ticks_ns(information, (int64_t)(record->time - information->epoch));
    int64_t slack = ticks_ns(information, (int32_t)record->argument[2]);

    if (summary->has_time && time > (int64_t)summary->time)
        summary->time = (bh_time)time;
    if (!partition)
        return;
    if (record->kind == BH_TRACE_WINDOW) {
        partition->windows++;
        partition->late += slack < 0;
        if (slack < 0 && (uint64_t)-slack > partition->worst)
            partition->worst = (uint64_t)-slack;
    }
    partition->deliveries += record->kind == BH_TRACE_DELIVER;
    if (record->kind == BH_TRACE_HEALTH && record->argument[0] < BH_ERRORS_MAX)
        partition->health[record->argument[0]]++;
}

static void take_ring(struct summary *summary, const struct trace *trace, uint32_t index)
{
    const uint8_t *bytes = trace->rings + index * trace_ring_bytes(trace->tables);
    const struct bh_trace_ring *ring = (const void *)bytes;
    const struct bh_trace_record *records = (const void *)(bytes + sizeof *ring);
    uint32_t capacity = trace->tables->trace_records;
    uint32_t written = ring->written;
    struct summary_partition *partition = index ? &summary->partitions[index - 1] : NULL;

    if (partition)
        partition->lost = written > capacity ? written - capacity : 0;
    for (uint32_t i = 0; i < written && i < capacity; i++)
        take_record(summary, trace->information, partition, &records[i]);
}

static void take_trace(struct summary *summary, const char *image, struct ram *ram)
{
    if (!summary->tables->trace || !ram_at(ram, summary->tables->trace, 1))
        return;
    struct trace trace = trace_from_memory(image, ram_path(ram));

    summary->traced = true;
    for (uint32_t i = 0; i <= summary->tables->partitions.count; i++)
        take_ring(summary, &trace, i);
}

/* The health log counts with and without a trace. */
static void take_log(struct summary *summary, struct ram *ram)
{
    const struct bh_status_page *status =
        ram_at(ram, summary->tables->status, sizeof *status);

    for (uint32_t i = 0; status && i < summary->tables->partitions.count; i++)
        summary->partitions[i].health_events = status->partition_log[i].posted;
}

/* How many messages went through a port. A sampling port's destination leaves nothing to count. */
static uint32_t count_messages(struct ram *ram, uint32_t directory, const struct bh_port *port)
{
    bool source = port->direction == BH_PORT_SOURCE;
    bool sampling = port->kind == BH_PORT_SAMPLING;
    const uint32_t *count;

    _Static_assert(offsetof(struct bh_sampling_area, newest) == 0 &&
                   offsetof(struct bh_queue_source, head) == 0 &&
                   offsetof(struct bh_queue_destination, tail) == 0, "each area begins with it");
    if (sampling && !source)
        return 0;
    count = ram_at_virtual(ram, directory, source ? port->source_area : port->far_area,
                           sizeof *count);
    return count ? *count : 0;
}

/* The descriptor is read at the image's own pages, as the partition sees them. */
static void take_ports(struct summary_partition *partition, struct ram *ram, uint32_t directory)
{
    const uint8_t *bytes = ram_at_virtual(ram, directory, BH_DESCRIPTOR,
                                          sizeof(struct bh_descriptor));
    const struct bh_descriptor *descriptor = (const void *)bytes;

    if (!bytes || descriptor->magic != BH_DESCRIPTOR_MAGIC ||
        descriptor->bytes > BH_DESCRIPTOR_MAX)
        return;
    /* It is contiguous in physical memory. */
    partition->ports = (const void *)(bytes + descriptor->ports.offset);
    partition->port_count = descriptor->ports.count;
    partition->messages = allocate(partition->port_count, sizeof partition->messages[0]);
    for (uint32_t i = 0; i < partition->port_count; i++) {
        uint32_t count = count_messages(ram, directory, &partition->ports[i]);

        partition->messages[i] = count;
        if (partition->ports[i].direction == BH_PORT_SOURCE)
            partition->sent += count;
        else
            partition->received += count;
    }
}

/* The last window's start is told by where the next one's frame stands. */
static void take_time(struct summary *summary, struct ram *ram)
{
    const struct bh_information *information =
        ram_at(ram, summary->tables->information, sizeof *information);
    struct kernel_place entry;

    if (!information || information->multiplier == 0 || information->epoch == 0 ||
        !kernel_debug_fits(summary->image) ||
        !kernel_debug_member("schedule", "entry_ticks", &entry) || entry.bytes != sizeof(uint64_t))
        return;
    const uint64_t *ticks = ram_at(ram, entry.address, sizeof *ticks);
    int64_t time = ticks ? ticks_ns(information, (int64_t)(*ticks - information->epoch)) : -1;

    summary->has_time = true;
    if (time >= (int64_t)information->window_entry_offset)
        summary->time = (bh_time)time - information->window_entry_offset;
}

struct summary summary_make(const char *image, const struct bh_tables *tables, struct ram *ram)
{
    const struct bh_partition *partitions = tables_at(tables, &tables->partitions);
    struct summary summary = {
        .tables = tables,
        .image = image,
        .partitions = allocate(tables->partitions.count, sizeof summary.partitions[0]),
    };

    take_time(&summary, ram);
    take_trace(&summary, image, ram);
    take_log(&summary, ram);
    for (size_t i = 0; i < tables->partitions.count; i++) {
        summary.partitions[i].name = partitions[i].name;
        take_ports(&summary.partitions[i], ram, (uint32_t)partitions[i].directory);
    }
    return summary;
}

bool summary_knows(const struct summary *summary, uint32_t kind)
{
    return summary->traced && summary->tables->trace_kinds >> kind & 1;
}
