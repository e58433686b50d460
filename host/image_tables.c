/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Reading the finished tables back. */
#include <string.h>

#include "image.h"

const void *tables_at(const struct bh_tables *tables, const struct bh_table *table)
{
    return (const uint8_t *)(const void *)tables + table->offset;
}

static bool lies_within(const struct bh_table *table, size_t entry, size_t size)
{
    return table->offset % 8 == 0 && table->offset <= size &&
           table->count <= (size - table->offset) / entry;
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
    if (header.bytes > size ||
        !lies_within(&header.ranges, sizeof(struct bh_range), header.bytes) ||
        !lies_within(&header.partitions, sizeof(struct bh_partition), header.bytes) ||
        !lies_within(&header.schedules, sizeof(struct bh_schedule), header.bytes) ||
        !lies_within(&header.masters, sizeof(struct bh_bus_master), header.bytes) ||
        header.partitions.count > BH_PARTITIONS_MAX)
        give_up("the tables of %s are damaged; build it again", path);
}

const struct bh_tables *image_tables(const char *path)
{
    struct program program;

    program_read(path, &program);
    if (program.state != PROGRAM_READ)
        give_up("cannot use the image %s: %s", path, program.problem);
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
