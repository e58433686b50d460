/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Reading the finished tables back. */
#include <string.h>

#include "image.h"
#include "image_parts.h"

const void *tables_at(const struct bh_tables *tables, const struct bh_table *table)
{
    return (const uint8_t *)(const void *)tables + table->offset;
}

/* A partition's lines are a part of all lines, so they begin with any of them. */
static bool are_lines_within(const struct bh_table *lines, size_t size)
{
    return lines->offset % _Alignof(struct bh_line) == 0 && lines->offset <= size &&
           lines->count <= (size - lines->offset) / sizeof(struct bh_line);
}

static bool are_partitions_whole(const uint8_t *bytes, const struct bh_tables *header)
{
    const struct bh_partition *partitions = (const void *)(bytes + header->partitions.offset);

    for (uint32_t i = 0; i < header->partitions.count; i++)
        if (!is_whole_name(partitions[i].name) ||
            !table_lies_within(&partitions[i].events, sizeof(struct bh_event), header->bytes) ||
            !are_lines_within(&partitions[i].lines, header->bytes))
            return false;
    return true;
}

/* Windows follow one another within a frame, whose first begins with it. */
static bool are_windows_whole(const uint8_t *bytes, const struct bh_tables *header,
                              const struct bh_schedule *schedule)
{
    const struct bh_window *windows = (const void *)(bytes + schedule->windows.offset);

    for (uint32_t i = 0; i < schedule->windows.count; i++)
        if ((windows[i].partition != BH_NO_PARTITION &&
             windows[i].partition >= header->partitions.count) ||
            (i == 0 ? windows[i].start != 0 : windows[i].start <= windows[i - 1].start) ||
            windows[i].start >= schedule->frame)
            return false;
    return true;
}

static bool are_schedules_whole(const uint8_t *bytes, const struct bh_tables *header)
{
    const struct bh_schedule *schedules = (const void *)(bytes + header->schedules.offset);

    for (uint32_t i = 0; i < header->schedules.count; i++)
        if (!is_whole_name(schedules[i].name) || schedules[i].frame >= BH_TIME_LIMIT ||
            schedules[i].windows.count == 0 ||
            !table_lies_within(&schedules[i].windows, sizeof(struct bh_window), header->bytes) ||
            !table_lies_within(&schedules[i].changes, 1, header->bytes) ||
            !are_windows_whole(bytes, header, &schedules[i]))
            return false;
    return header->initial_schedule < header->schedules.count;
}

void tables_validate(const char *path, const uint8_t *bytes, size_t size)
{
    struct bh_tables header;

    if (size < sizeof header)
        give_up("%s holds no tables", path);
    memcpy(&header, bytes, sizeof header);
    if (header.magic != BH_TABLES_MAGIC)
        give_up("%s holds no tables", path);
    if (header.abi != BH_ABI_VERSION)
        give_up("%s is of version %u, this command is of %u; build it again", path, header.abi,
                BH_ABI_VERSION);
    if (header.bytes < sizeof header || header.bytes > size ||
        !table_lies_within(&header.ranges, sizeof(struct bh_range), header.bytes) ||
        !table_lies_within(&header.partitions, sizeof(struct bh_partition), header.bytes) ||
        !table_lies_within(&header.schedules, sizeof(struct bh_schedule), header.bytes) ||
        !table_lies_within(&header.masters, sizeof(struct bh_bus_master), header.bytes) ||
        header.partitions.count > BH_PARTITIONS_MAX || !is_whole_name(header.module) ||
        !are_partitions_whole(bytes, &header) || !are_schedules_whole(bytes, &header) ||
        (header.trace_records & (header.trace_records - 1)) != 0)
        give_up("the tables of %s are damaged; build it again", path);
}

const struct bh_tables *image_tables(const char *path)
{
    struct program program;

    image_read(path, &program);
    for (size_t i = 0; i < program.segment_count; i++) {
        const struct segment *segment = &program.segments[i];
        uint32_t magic = 0;

        if (segment->file_bytes >= sizeof magic)
            memcpy(&magic, segment->contents, sizeof magic);
        if (magic != BH_TABLES_MAGIC)
            continue;
        tables_validate(path, segment->contents, segment->file_bytes);
        return (const struct bh_tables *)(const void *)segment->contents;
    }
    give_up("%s is no image of `bulkhead build`", path);
}
