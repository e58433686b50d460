/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* make_memory IMAGE > MEMORY: the memory of a machine that ran the image, with a trace in it that
 * the tests know. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <bulkhead/tables.h>
#include <bulkhead/trace.h>
#include <bulkhead/vcpu.h>

#define MEMORY_BYTES (1 << 24)

static uint8_t memory[MEMORY_BYTES];

static const struct bh_tables *find_tables(const char *path)
{
    static uint64_t file[MEMORY_BYTES / 8];
    FILE *stream = fopen(path, "rb");

    if (!stream || fread(file, 1, sizeof file, stream) == 0)
        exit(2);
    for (size_t page = 0; page < sizeof file; page += BH_PAGE_SIZE) {
        const struct bh_tables *tables = (const void *)((const uint8_t *)file + page);
        if (tables->magic == BH_TABLES_MAGIC)
            return tables;
    }
    exit(2);
}

static void record(const struct bh_tables *tables, uint32_t ring, struct bh_trace_record value)
{
    size_t bytes = sizeof(struct bh_trace_ring) + tables->trace_records * sizeof value;
    struct bh_trace_ring *header = (void *)(memory + tables->trace + ring * bytes);
    struct bh_trace_record *records = (void *)(header + 1);

    header->capacity = tables->trace_records;
    records[header->written++ % header->capacity] = value;
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    const struct bh_tables *tables = find_tables(argv[1]);
    /* Two ticks a nanosecond, from tick 1000 on. */
    struct bh_information information = {.epoch = 1000, .multiplier = 1, .shift = 1};

    memcpy(memory + tables->information, &information, sizeof information);
    record(tables, 0, (struct bh_trace_record){900, BH_TRACE_SCHEDULE, {1, 0, 0, 0}, 0});
    record(tables, 1, (struct bh_trace_record){2000, BH_TRACE_HYPERCALL, {8, 16, 0, -3u}, 0});
    record(tables, 2, (struct bh_trace_record){1500, BH_TRACE_WINDOW, {1, 2, -4u, 0}, 0});
    record(tables, 2, (struct bh_trace_record){1500, 99, {0}, 0});
    record(tables, 1, (struct bh_trace_record){2002, BH_TRACE_MODE, {3, 1, 0, 0}, 0});
    for (uint32_t i = 0; i < 70; i++)
        record(tables, 3, (struct bh_trace_record){5000 + i, BH_TRACE_RAISE, {5, i, 0, 0}, 0});
    fwrite(memory, 1, sizeof memory, stdout);
    return 0;
}
