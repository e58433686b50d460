/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Which address spaces there are. */
#include "channels.h"
#include "devices.h"
#include "memory.h"
#include "module.h"
#include "pages.h"
#include "stacks.h"

/* Accessed and dirty are preset: the processor never writes to a page table, and its checksum
 * stays. Only what every address space has alike is global. */
#define PRESET           (PAGE_PRESENT | PAGE_ACCESSED | PAGE_DIRTY)
#define KERNEL_READ      (PRESET | PAGE_GLOBAL)
#define KERNEL_WRITE     (PRESET | PAGE_GLOBAL | PAGE_WRITE)
#define KERNEL_DEVICE    (KERNEL_WRITE | PAGE_CACHE_DISABLE | PAGE_WRITE_THROUGH)
#define PARTITION_READ   (PRESET | PAGE_USER)
#define PARTITION_WRITE  (PRESET | PAGE_USER | PAGE_WRITE)
#define PARTITION_DEVICE (PARTITION_WRITE | PAGE_CACHE_DISABLE | PAGE_WRITE_THROUGH)

static void map(struct space *space, const char *what, uint64_t virtual, uint64_t physical,
                uint64_t bytes, uint32_t flags)
{
    if (bytes)
        space->mappings[space->count++] =
            (struct mapping){virtual, physical, bytes / BH_PAGE_SIZE, flags, what};
}

static void map_same(struct space *space, const char *what, const struct span *span,
                     uint32_t flags)
{
    map(space, what, span->start, span->start, span->bytes, flags);
}

struct space space_of_kernel(const struct module *module)
{
    const struct layout *layout = &module->layout;
    size_t partitions = module->config.partition_count;
    struct space space = {.mappings = allocate(7 + partitions, sizeof space.mappings[0])};
    struct span local_apic = {module->board.local_apic, BH_PAGE_SIZE};
    struct span io_apic = {module->board.io_apic, module->board.io_apic ? BH_PAGE_SIZE : 0};

    map_same(&space, "kernel", &layout->kernel, KERNEL_READ);
    map_same(&space, "kernel data", &layout->kernel_data, KERNEL_WRITE);
    map_same(&space, "tables", &layout->tables, KERNEL_READ);
    for (size_t i = 0; i < partitions; i++)
        map_same(&space, "I/O port rights", &layout->ports[i], KERNEL_WRITE);
    map_same(&space, "shared pages", &layout->shared, KERNEL_WRITE);
    map_same(&space, "module status", &layout->status, KERNEL_WRITE);
    map_same(&space, "I/O APIC", &io_apic, KERNEL_DEVICE);
    map_same(&space, "local APIC", &local_apic, KERNEL_DEVICE);
    return space;
}

/* Memory by runs: constant pages from the image in their order, RAM from the partition's range. */
static void map_memory(struct space *space, const struct contents *contents, uint64_t image,
                       uint64_t ram)
{
    uint64_t constant = image + contents->constants;
    size_t first = 0;

    while (first < contents->pages) {
        bool is_constant = contents->constant[first];
        uint64_t *physical = is_constant ? &constant : &ram;
        size_t next = first;

        while (next < contents->pages && contents->constant[next] == is_constant)
            next++;
        uint64_t bytes = (uint64_t)(next - first) * BH_PAGE_SIZE;
        map(space, is_constant ? "program" : "memory",
            BH_MEMORY_BASE + (uint64_t)first * BH_PAGE_SIZE, *physical, bytes,
            is_constant ? PARTITION_READ : PARTITION_WRITE);
        *physical += bytes;
        first = next;
    }
}

/* Behind the partition's memory in its RAM too. The pages between the slots stay out. */
static void map_stacks(struct space *space, const struct config_partition *partition, uint64_t ram)
{
    for (uint32_t i = 0; i < partition->stack_count; i++)
        map(space, "process stack", stack_address(partition, i), ram + i * partition->stack_bytes,
            partition->stack_bytes, PARTITION_WRITE);
}

static void map_devices(struct space *space, const struct config *config, size_t partition)
{
    for (size_t i = 0; i < config->area_count; i++) {
        const struct config_area *area = &config->areas[i];

        if (area->device->partition == partition)
            map(space, text("device %s", area->device->name), area_address(config, i),
                area->address, area->bytes, PARTITION_DEVICE);
    }
}

/* Each end writes its own area, and nothing else; one that is both ends writes both. */
static void map_channels(struct space *space, const struct module *module, size_t partition)
{
    const struct config *config = &module->config;

    for (size_t i = 0; i < config->channel_count; i++) {
        bool source = channel_comes_from(config, i, partition);
        bool destination = channel_goes_to(config, i, partition);
        uint64_t bytes = channel_source_bytes(config, i);
        uint64_t address = channel_address(config, i, partition);
        uint64_t physical = module->layout.channels[i].start;

        if (!source && !destination)
            continue;
        map(space, text("channel %s, source", config->channels[i].name), address, physical, bytes,
            source ? PARTITION_WRITE : PARTITION_READ);
        map(space, text("channel %s, destination", config->channels[i].name), address + bytes,
            physical + bytes, channel_destination_bytes(config, i),
            destination ? PARTITION_WRITE : PARTITION_READ);
    }
}

struct space space_of_partition(const struct module *module, size_t partition)
{
    const struct layout *layout = &module->layout;
    const struct contents *contents = &module->contents[partition];
    const struct config_partition *config = &module->config.partitions[partition];
    size_t most = 8 + 2 * contents->memory_count + 1 + config->stack_count +
                  2 * module->config.channel_count + module->config.area_count;
    struct space space = {.mappings = allocate(most, sizeof space.mappings[0])};

    if (config->rights & BH_RIGHT_STATUS)
        map(&space, "module status", BH_STATUS, layout->status.start, layout->status.bytes,
            PARTITION_READ);
    map(&space, "descriptor", BH_DESCRIPTOR, layout->descriptors[partition].start,
        layout->descriptors[partition].bytes, PARTITION_READ);
    map(&space, "information", BH_INFORMATION, layout->information, BH_PAGE_SIZE, PARTITION_READ);
    map(&space, "console", BH_CONSOLE, layout->consoles[partition], BH_PAGE_SIZE, PARTITION_WRITE);
    map(&space, "vCPU page", BH_VCPU, layout->vcpus[partition], BH_PAGE_SIZE, PARTITION_WRITE);
    map_memory(&space, contents, layout->images[partition].start,
               layout->memories[partition].start);
    map_stacks(&space, config,
               span_end(&layout->memories[partition]) - contents->retained - stacks_bytes(config));
    map(&space, "retained memory", retained_address(&module->config.partitions[partition]),
        layout->memories[partition].start + layout->memories[partition].bytes - contents->retained,
        contents->retained, PARTITION_WRITE);
    map(&space, "image", BH_IMAGE_BASE, layout->images[partition].start,
        layout->images[partition].bytes, PARTITION_READ);
    if (config->rights & BH_RIGHT_TRACE)
        map(&space, "trace rings", BH_TRACE_BASE, layout->trace, layout->trace_bytes,
            PARTITION_READ);
    map_channels(&space, module, partition);
    map_devices(&space, &module->config, partition);
    return space;
}
