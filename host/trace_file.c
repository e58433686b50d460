/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "trace_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "image.h"
#include "memory.h"
#include "units.h"

static const char magic[8] = "BHTRACE3";
#define MAGIC_OF_ALL_VERSIONS 7 /* bytes */

struct trace_header {
    char magic[8];
    uint64_t tables;
    uint64_t descriptors;
    uint64_t information;
    uint64_t rings;
    uint64_t end;
};

uint64_t trace_ring_bytes(const struct bh_tables *tables)
{
    if (!tables->trace)
        return 0;
    return sizeof(struct bh_trace_ring) +
           (uint64_t)tables->trace_records * sizeof(struct bh_trace_record);
}

static uint64_t all_rings_bytes(const struct bh_tables *tables)
{
    return (tables->partitions.count + UINT64_C(1)) * trace_ring_bytes(tables);
}

static const uint8_t *map_file(const char *path, uint64_t *size)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;

    if (file < 0 || fstat(file, &status) != 0)
        give_up("cannot read %s: %s", path, strerror(errno));
    *size = (uint64_t)status.st_size;
    const uint8_t *bytes = mmap(NULL, *size ? *size : 1, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED)
        give_up("cannot read %s: %s", path, strerror(errno));
    close(file);
    return bytes;
}

static const uint8_t *within(const char *path, const uint8_t *bytes, uint64_t size,
                             uint64_t offset, uint64_t length)
{
    if (offset % 8 != 0 || offset > size || length > size - offset)
        give_up("%s is cut short or damaged; keep the trace again with `bulkhead run --trace`",
                path);
    return bytes + offset;
}

static struct trace find_parts(const char *path, const uint8_t *bytes, uint64_t size,
                               const struct bh_tables *tables,
                               const struct bh_descriptor *const *descriptors,
                               uint64_t information, uint64_t rings)
{
    if (!tables->trace || tables->trace_records == 0)
        give_up("%s has no trace: add <Trace Records=\"4096\"/> to the module", path);
    return (struct trace){
        .tables = tables,
        .descriptors = descriptors,
        .information = (const void *)within(path, bytes, size, information,
                                            sizeof(struct bh_information)),
        .rings = within(path, bytes, size, rings, all_rings_bytes(tables)),
    };
}

struct trace trace_from_memory(const char *image, const char *memory)
{
    const struct bh_tables *tables = image_tables(image);
    uint64_t size;
    const uint8_t *bytes = map_file(memory, &size);

    return find_parts(memory, bytes, size, tables, image_descriptors(image, tables),
                      tables->information, tables->trace);
}

static const struct bh_descriptor *const *find_descriptors(const char *path, const uint8_t *bytes,
                                                           uint64_t size, uint64_t offset,
                                                           const struct bh_tables *tables)
{
    const struct bh_descriptor **descriptors = allocate(BH_PARTITIONS_MAX, sizeof descriptors[0]);

    for (uint32_t i = 0; i < tables->partitions.count; i++) {
        const uint8_t *descriptor = within(path, bytes, size, offset, sizeof *descriptors[i]);

        if (!descriptor_is_whole(descriptor, (size_t)(size - offset)))
            give_up("the descriptors in %s are damaged; keep the trace again with `bulkhead run "
                    "--trace`", path);
        descriptors[i] = (const void *)descriptor;
        offset += round_up(descriptors[i]->bytes, 8);
    }
    return descriptors;
}

struct trace trace_from_file(const char *path)
{
    struct trace_header header;
    uint64_t size;
    const uint8_t *bytes = map_file(path, &size);

    if (size < sizeof header || memcmp(bytes, magic, MAGIC_OF_ALL_VERSIONS) != 0)
        give_up("%s is no trace file; `bulkhead run --trace OUT` keeps one in OUT", path);
    memcpy(&header, bytes, sizeof header);
    if (memcmp(header.magic, magic, sizeof magic) != 0)
        give_up("%s was kept by another version of bulkhead; keep it again with `bulkhead run "
                "--trace`", path);
    const uint8_t *tables = within(path, bytes, size, header.tables, sizeof(struct bh_tables));
    tables_validate(path, tables, (size_t)(size - header.tables));
    return find_parts(path, bytes, size, (const void *)tables,
                      find_descriptors(path, bytes, size, header.descriptors,
                                       (const void *)tables),
                      header.information, header.rings);
}

static void write_part(FILE *file, const void *bytes, uint64_t count)
{
    static const uint8_t padding[8];

    fwrite(bytes, 1, (size_t)count, file);
    fwrite(padding, 1, (size_t)(round_up(count, 8) - count), file);
}

static uint64_t descriptors_bytes(const struct trace *trace)
{
    uint64_t bytes = 0;

    for (uint32_t i = 0; i < trace->tables->partitions.count; i++)
        bytes += round_up(trace->descriptors[i]->bytes, 8);
    return bytes;
}

void trace_write(const char *path, const struct trace *trace)
{
    struct trace_header header = {.tables = sizeof header};
    FILE *file = fopen(path, "wb");

    if (!file)
        give_up("cannot write %s: %s", path, strerror(errno));
    memcpy(header.magic, magic, sizeof magic);
    header.descriptors = header.tables + round_up(trace->tables->bytes, 8);
    header.information = header.descriptors + descriptors_bytes(trace);
    header.rings = header.information + sizeof(struct bh_information);
    header.end = header.rings + all_rings_bytes(trace->tables);
    write_part(file, &header, sizeof header);
    write_part(file, trace->tables, trace->tables->bytes);
    for (uint32_t i = 0; i < trace->tables->partitions.count; i++)
        write_part(file, trace->descriptors[i], trace->descriptors[i]->bytes);
    write_part(file, trace->information, sizeof *trace->information);
    write_part(file, trace->rings, all_rings_bytes(trace->tables));
    if (ferror(file) || fclose(file) != 0)
        give_up("cannot write %s: %s", path, strerror(errno));
}
