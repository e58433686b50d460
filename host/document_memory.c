/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Memory in the document: what `bulkhead build --map` prints. */
#include "document.h"
#include "pages.h"

#define RANGE_TEXT(number, name, text) [number] = text,
static const char *const kinds[] = {BH_RANGE_KINDS(RANGE_TEXT)};

static json_t *range_of(const struct bh_range *range)
{
    return json_pack("{s:I, s:I, s:s, s:o}", "start", (json_int_t)range->start, "bytes",
                     (json_int_t)range->bytes, "what", kinds[range->kind], "partition",
                     document_index(range->partition));
}

static json_t *space_of(const char *name, const struct space *space)
{
    json_t *mappings = json_array();

    for (size_t i = 0; i < space->count; i++) {
        const struct mapping *mapping = &space->mappings[i];

        document_add(mappings, json_pack("{s:I, s:I, s:I, s:b, s:s}", "virtual",
                                         (json_int_t)mapping->virtual, "physical",
                                         (json_int_t)mapping->physical, "bytes",
                                         (json_int_t)(mapping->pages * BH_PAGE_SIZE), "write",
                                         (mapping->flags & PAGE_WRITE) != 0, "what",
                                         mapping->what));
    }
    return json_pack("{s:s, s:o}", "name", name, "mappings", mappings);
}

json_t *document_memory(const struct module *module)
{
    json_t *ranges = json_array(), *spaces = json_array(), *memories = json_array();
    struct space kernel = space_of_kernel(module);

    for (size_t i = 0; i < module->layout.range_count; i++)
        document_add(ranges, range_of(&module->layout.ranges[i]));
    document_add(spaces, space_of("kernel", &kernel));
    for (size_t i = 0; i < module->config.partition_count; i++) {
        struct space space = space_of_partition(module, i);

        document_add(spaces, space_of(module->config.partitions[i].name, &space));
    }
    for (size_t i = 0; i < module->board.memory_count; i++)
        document_add(memories, json_pack("{s:I, s:I}", "start",
                                         (json_int_t)module->board.memories[i].start, "bytes",
                                         (json_int_t)module->board.memories[i].bytes));
    return json_pack("{s:o, s:o, s:o}", "ranges", ranges, "spaces", spaces, "board", memories);
}
