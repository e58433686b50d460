/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Reading the partitions' descriptors back. */
#include <string.h>

#include <bulkhead/channel.h>

#include "image.h"
#include "image_parts.h"
#include "memory.h"

static bool are_names_whole(const uint8_t *bytes, const struct bh_descriptor *header)
{
    const struct bh_source_name *sources = (const void *)(bytes + header->sources.offset);
    const struct bh_name *events = (const void *)(bytes + header->events.offset);
    const struct bh_port *ports = (const void *)(bytes + header->ports.offset);

    for (uint32_t i = 0; i < header->sources.count; i++)
        if (!is_whole_name(sources[i].name))
            return false;
    for (uint32_t i = 0; i < header->events.count; i++)
        if (!is_whole_name(events[i].name))
            return false;
    for (uint32_t i = 0; i < header->ports.count; i++)
        if (!is_whole_name(ports[i].name))
            return false;
    return true;
}

bool descriptor_is_whole(const uint8_t *bytes, size_t size)
{
    struct bh_descriptor header;

    if (size < sizeof header)
        return false;
    memcpy(&header, bytes, sizeof header);
    return header.magic == BH_DESCRIPTOR_MAGIC && header.abi == BH_ABI_VERSION &&
           header.bytes >= sizeof header && header.bytes <= size && is_whole_name(header.name) &&
           table_lies_within(&header.loads, sizeof(struct bh_load), header.bytes) &&
           table_lies_within(&header.memories, sizeof(struct bh_memory), header.bytes) &&
           table_lies_within(&header.sources, sizeof(struct bh_source_name), header.bytes) &&
           table_lies_within(&header.events, sizeof(struct bh_name), header.bytes) &&
           table_lies_within(&header.schedules, sizeof(struct bh_name), header.bytes) &&
           table_lies_within(&header.lines, sizeof(struct bh_line_name), header.bytes) &&
           table_lies_within(&header.devices, sizeof(struct bh_device), header.bytes) &&
           table_lies_within(&header.ports, sizeof(struct bh_port), header.bytes) &&
           are_names_whole(bytes, &header);
}

/* Bytes of the image's file at a physical address; NULL if it does not hold them. */
static const uint8_t *bytes_at(const struct program *program, uint64_t address, uint64_t count)
{
    for (size_t i = 0; i < program->segment_count; i++) {
        const struct segment *segment = &program->segments[i];

        if (address >= segment->address && address - segment->address <= segment->file_bytes &&
            count <= segment->file_bytes - (address - segment->address))
            return segment->contents + (address - segment->address);
    }
    return NULL;
}

const struct bh_descriptor *const *image_descriptors(const char *path,
                                                     const struct bh_tables *tables)
{
    const struct bh_range *ranges = tables_at(tables, &tables->ranges);
    const struct bh_descriptor **descriptors = allocate(BH_PARTITIONS_MAX, sizeof descriptors[0]);
    struct program program;

    image_read(path, &program);
    for (uint32_t i = 0; i < tables->ranges.count; i++) {
        const struct bh_range *range = &ranges[i];

        if (range->kind != BH_RANGE_DESCRIPTOR || range->partition >= tables->partitions.count)
            continue;
        const uint8_t *bytes = bytes_at(&program, range->start, range->bytes);
        if (bytes && descriptor_is_whole(bytes, (size_t)range->bytes))
            descriptors[range->partition] = (const void *)bytes;
    }
    for (uint32_t i = 0; i < tables->partitions.count; i++)
        if (!descriptors[i])
            give_up("%s lacks a partition's descriptor; build it again", path);
    return descriptors;
}
