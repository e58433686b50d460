/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "layout.h"

#include <stdio.h>

#include <bulkhead/status.h>
#include <bulkhead/trace.h>

#include "channels.h"
#include "descriptor.h"
#include "devices.h"
#include "memory.h"
#include "module.h"
#include "pages.h"
#include "stacks.h"
#include "tables.h"

/* First fit: each board memory is filled from its start, `next` is its first free byte. */
struct allocator {
    const struct board *board;
    uint64_t *next;
    const char **problem;
};

static struct span take_below(struct allocator *allocator, uint64_t bytes, uint64_t limit,
                              const char *what)
{
    for (size_t i = 0; i < allocator->board->memory_count; i++) {
        const struct board_memory *memory = &allocator->board->memories[i];
        uint64_t end = memory->start + memory->bytes;
        struct span span = {allocator->next[i], bytes};

        if (end > limit)
            end = limit;
        if (span.start <= end && bytes <= end - span.start) {
            allocator->next[i] += bytes;
            return span;
        }
    }
    if (!*allocator->problem)
        *allocator->problem = what;
    return (struct span){0, bytes};
}

/* A module's image is contiguous: its pieces follow one another. */
static struct span follow(uint64_t *cursor, uint64_t bytes)
{
    struct span span = {*cursor, round_up(bytes, BH_PAGE_SIZE)};

    *cursor = span_end(&span);
    return span;
}

static size_t page_table_pages(const struct module *module)
{
    struct space kernel = space_of_kernel(module);
    size_t pages = 1 + space_tables(&kernel);

    for (size_t i = 0; i < module->config.partition_count; i++) {
        struct space space = space_of_partition(module, i);
        pages += 1 + space_tables(&space);
    }
    return pages;
}

static void place_image(struct module *module, size_t table_pages)
{
    struct layout *layout = &module->layout;
    uint64_t cursor = BH_KERNEL_BASE;

    layout->kernel = follow(&cursor, module->kernel.constant.bytes);
    layout->kernel_data = follow(&cursor, module->kernel.data.bytes);
    layout->tables = follow(&cursor, tables_make(module).size);
    for (size_t i = 0; i < module->config.partition_count; i++)
        layout->ports[i] = follow(&cursor, ports_make(&module->config, i).size);
    for (size_t i = 0; i < module->config.partition_count; i++)
        layout->descriptors[i] = follow(&cursor, descriptor_make(module, i).size);
    layout->page_tables = follow(&cursor, (uint64_t)table_pages * BH_PAGE_SIZE);
    for (size_t i = 0; i < module->config.partition_count; i++) {
        layout->images[i] = follow(&cursor, module->contents[i].image_bytes);
        if (layout->images[i].bytes > BH_IMAGE_LIMIT - BH_IMAGE_BASE)
            layout->problem = text("the image of %s", module->config.partitions[i].name);
    }
    layout->image_end = cursor;
}

static void place_directories(struct module *module)
{
    struct layout *layout = &module->layout;
    struct space kernel = space_of_kernel(module);
    uint64_t cursor = layout->page_tables.start;

    layout->kernel_directory = cursor;
    cursor += (1 + space_tables(&kernel)) * BH_PAGE_SIZE;
    for (size_t i = 0; i < module->config.partition_count; i++) {
        struct space space = space_of_partition(module, i);

        layout->directories[i] = cursor;
        cursor += (1 + space_tables(&space)) * BH_PAGE_SIZE;
    }
}

uint64_t trace_bytes(const struct config *config)
{
    uint64_t ring = sizeof(struct bh_trace_ring) +
                    (uint64_t)config->trace_records * sizeof(struct bh_trace_record);

    return config->trace_records ? (config->partition_count + UINT64_C(1)) * ring : 0;
}

static void place_shared(struct module *module, struct allocator *allocator)
{
    struct layout *layout = &module->layout;
    size_t partitions = module->config.partition_count;
    uint64_t trace = trace_bytes(&module->config);
    uint64_t fixed = (1 + 2 * (uint64_t)partitions) * BH_PAGE_SIZE;

    layout->shared = take_below(allocator, fixed + round_up(trace, BH_PAGE_SIZE), BH_KERNEL_LIMIT,
                                "the pages shared with the kernel and the trace");
    layout->information = layout->shared.start;
    for (size_t i = 0; i < partitions; i++) {
        layout->vcpus[i] = layout->shared.start + (1 + 2 * i) * BH_PAGE_SIZE;
        layout->consoles[i] = layout->vcpus[i] + BH_PAGE_SIZE;
    }
    layout->trace = trace ? layout->shared.start + fixed : 0;
    layout->trace_bytes = round_up(trace, BH_PAGE_SIZE);
    layout->status = take_below(allocator, BH_STATUS_BYTES, BH_KERNEL_LIMIT, "the module status");
}

static void place_channels(struct module *module, struct allocator *allocator)
{
    const struct config *config = &module->config;

    for (size_t i = 0; i < config->channel_count; i++)
        module->layout.channels[i] = take_below(
            allocator, channel_source_bytes(config, i) + channel_destination_bytes(config, i),
            UINT64_C(1) << 32, text("channel %s", config->channels[i].name));
}

/* One attempt, with so many pages for page tables. */
static void place_all(struct module *module, size_t table_pages)
{
    struct layout *layout = &module->layout;
    struct allocator allocator = {
        .board = &module->board,
        .next = allocate(module->board.memory_count, sizeof allocator.next[0]),
        .problem = &layout->problem,
    };

    layout->problem = NULL;
    place_image(module, table_pages);
    for (size_t i = 0; i < module->board.memory_count; i++) {
        const struct board_memory *memory = &module->board.memories[i];
        uint64_t end = memory->start + memory->bytes;

        allocator.next[i] = memory->start;
        if (memory->start > BH_KERNEL_BASE || end <= BH_KERNEL_BASE)
            continue;
        allocator.next[i] = layout->image_end;
        if (layout->image_end > end || layout->image_end > BH_KERNEL_LIMIT)
            layout->problem = "the image";
    }
    place_shared(module, &allocator);
    place_channels(module, &allocator);
    for (size_t i = 0; i < module->config.partition_count; i++) {
        const struct contents *contents = &module->contents[i];
        const struct config_partition *partition = &module->config.partitions[i];
        uint64_t ram = (uint64_t)(contents->pages - contents->constant_pages) * BH_PAGE_SIZE +
                       contents->retained;

        layout->memories[i] =
            take_below(&allocator, ram + stacks_bytes(partition), UINT64_C(1) << 32,
                       text("the memory of %s", partition->name));
    }
}

#define RANGE_TEXT(number, name, text) [number] = text,
static const char *const kinds[] = {BH_RANGE_KINDS(RANGE_TEXT)};

static void add_range(struct module *module, const struct span *span, enum bh_range_kind kind,
                      uint32_t partition)
{
    struct bh_range *range = &module->layout.ranges[module->layout.range_count];

    if (!span->bytes)
        return;
    module->layout.range_count++;
    *range = (struct bh_range){
        .start = span->start, .bytes = span->bytes, .kind = kind, .partition = partition};
    if (partition == BH_NO_PARTITION)
        snprintf(range->text, sizeof range->text, "%s", kinds[kind]);
    else
        snprintf(range->text, sizeof range->text, "%s of %.31s", kinds[kind],
                 module->config.partitions[partition].name);
}

static void list_ranges(struct module *module)
{
    struct layout *layout = &module->layout;
    uint32_t partitions = (uint32_t)module->config.partition_count;

    layout->range_count = 0;
    add_range(module, &layout->kernel, BH_RANGE_KERNEL, BH_NO_PARTITION);
    add_range(module, &layout->kernel_data, BH_RANGE_KERNEL_DATA, BH_NO_PARTITION);
    add_range(module, &layout->tables, BH_RANGE_TABLES, BH_NO_PARTITION);
    for (uint32_t i = 0; i < partitions; i++)
        add_range(module, &layout->ports[i], BH_RANGE_PORTS, i);
    for (uint32_t i = 0; i < partitions; i++)
        add_range(module, &layout->descriptors[i], BH_RANGE_DESCRIPTOR, i);
    add_range(module, &layout->page_tables, BH_RANGE_PAGE_TABLES, BH_NO_PARTITION);
    for (uint32_t i = 0; i < partitions; i++)
        add_range(module, &layout->images[i], BH_RANGE_IMAGE, i);
    add_range(module, &layout->shared, BH_RANGE_SHARED, BH_NO_PARTITION);
    add_range(module, &layout->status, BH_RANGE_STATUS, BH_NO_PARTITION);
    for (size_t i = 0; i < module->config.channel_count; i++)
        add_range(module, &layout->channels[i], BH_RANGE_CHANNEL, BH_NO_PARTITION);
    for (uint32_t i = 0; i < partitions; i++)
        add_range(module, &layout->memories[i], BH_RANGE_MEMORY, i);
}

void layout_make(struct module *module)
{
    struct layout *layout = &module->layout;
    size_t partitions = module->config.partition_count;
    size_t channels = module->config.channel_count;
    size_t table_pages, needed = 0;

    *layout = (struct layout){
        .ports = allocate(partitions, sizeof layout->ports[0]),
        .descriptors = allocate(partitions, sizeof layout->descriptors[0]),
        .images = allocate(partitions, sizeof layout->images[0]),
        .vcpus = allocate(partitions, sizeof layout->vcpus[0]),
        .consoles = allocate(partitions, sizeof layout->consoles[0]),
        .channels = allocate(channels, sizeof layout->channels[0]),
        .memories = allocate(partitions, sizeof layout->memories[0]),
        .directories = allocate(partitions, sizeof layout->directories[0]),
        .ranges = allocate(6 + 4 * partitions + channels, sizeof layout->ranges[0]),
    };
    /* The kernel's tables cover what lies behind them too: more tables may need more tables. And the
     * list of ranges, a part of the finished tables, has one for the page tables once they are there. */
    do {
        table_pages = needed;
        place_all(module, table_pages);
        list_ranges(module);
        needed = page_table_pages(module);
    } while (needed > table_pages || tables_make(module).size > layout->tables.bytes);
    place_directories(module);
    list_ranges(module);
}
