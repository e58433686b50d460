/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "descriptor.h"

#include <string.h>

#include <bulkhead/vcpu.h>

#include "channels.h"
#include "devices.h"
#include "memory.h"
#include "module.h"
#include "releases.h"
#include "stacks.h"

/* Events are numbered at their destination, behind its lines, in the order of the configuration. */
uint32_t event_source(const struct module *module, size_t event)
{
    const struct config_event *events = module->config.events;
    uint32_t source = BH_SOURCE_FIRST + line_count(&module->config, events[event].destination);

    for (size_t i = 0; i < event; i++)
        source += events[i].destination == events[event].destination;
    return source;
}

static struct bh_table sources_of(struct blob *blob, const struct module *module, size_t partition)
{
    const struct config *config = &module->config;
    size_t most = config->line_count + config->event_count + config->message_port_count;
    struct bh_source_name *names = allocate(most, sizeof names[0]);
    size_t count = 0;

    for (size_t i = 0; i < config->line_count; i++) {
        if (config->lines[i].device->partition != partition)
            continue;
        names[count].source = line_source(config, i);
        names[count].kind = BH_SOURCE_KIND_LINE;
        name_copy(names[count++].name, config->lines[i].name);
    }
    for (size_t i = 0; i < config->event_count; i++) {
        if (config->events[i].destination != partition)
            continue;
        names[count].source = event_source(module, i);
        names[count].kind = BH_SOURCE_KIND_EVENT;
        name_copy(names[count++].name, config->events[i].name);
    }
    for (size_t i = 0; i < config->message_port_count; i++) {
        if (!is_queuing_port_of(config, i, partition))
            continue;
        names[count].source = port_source(config, i);
        names[count].kind = BH_SOURCE_KIND_PORT;
        name_copy(names[count++].name, config->message_ports[i].name);
    }
    return blob_table(blob, names, count, sizeof names[0]);
}

static struct bh_table events_of(struct blob *blob, const struct module *module, size_t partition)
{
    const struct config *config = &module->config;
    struct bh_name *names = allocate(config->event_count + config->message_port_count,
                                     sizeof names[0]);
    size_t count = 0;

    for (size_t i = 0; i < config->event_count; i++)
        if (config->events[i].source == partition)
            name_copy(names[count++].name, config->events[i].name);
    for (size_t i = 0; i < config->message_port_count; i++)
        if (is_queuing_port_of(config, i, partition))
            name_copy(names[count++].name, config->message_ports[i].name);
    return blob_table(blob, names, count, sizeof names[0]);
}

static struct bh_table schedules_of(struct blob *blob, const struct module *module)
{
    const struct config *config = &module->config;
    struct bh_name *names = allocate(config->schedule_count, sizeof names[0]);

    for (size_t i = 0; i < config->schedule_count; i++)
        name_copy(names[i].name, config->schedules[i].name);
    return blob_table(blob, names, config->schedule_count, sizeof names[0]);
}

/* For those who may stop, restart or inspect them. */
static struct bh_table partitions_of(struct blob *blob, const struct config *config,
                                     size_t partition)
{
    struct bh_name *names = allocate(config->partition_count, sizeof names[0]);

    if ((config->partitions[partition].rights & (BH_RIGHT_PARTITIONS | BH_RIGHT_STATUS)) == 0)
        return (struct bh_table){0};
    for (size_t i = 0; i < config->partition_count; i++)
        name_copy(names[i].name, config->partitions[i].name);
    return blob_table(blob, names, config->partition_count, sizeof names[0]);
}

static struct bh_table lines_of(struct blob *blob, const struct module *module, size_t partition)
{
    const struct config *config = &module->config;
    struct bh_line_name *lines = allocate(config->line_count, sizeof lines[0]);
    size_t count = 0;

    for (size_t i = 0; i < config->line_count; i++) {
        const struct config_line *line = &config->lines[i];

        if (line->device->partition != partition)
            continue;
        lines[count] = (struct bh_line_name){
            .number = line->number,
            .source = line_source(config, i),
            .flags = board_line(&module->board, line->number)->flags,
            .limit = line->limit,
        };
        name_copy(lines[count++].name, line->device->name);
    }
    return blob_table(blob, lines, count, sizeof lines[0]);
}

static struct bh_device device_of(const struct config_device *device, enum bh_device_kind kind,
                                  uint64_t start, uint64_t bytes)
{
    struct bh_device result = {.kind = kind, .start = (bh_word)start, .bytes = (bh_word)bytes};

    name_copy(result.name, device->name);
    return result;
}

static struct bh_table devices_of(struct blob *blob, const struct config *config, size_t partition)
{
    struct bh_device *devices = allocate(config->ports_count + config->area_count,
                                         sizeof devices[0]);
    size_t count = 0;

    for (size_t i = 0; i < config->ports_count; i++) {
        const struct config_ports *ports = &config->ports[i];

        if (ports->device->partition == partition)
            devices[count++] =
                device_of(ports->device, BH_DEVICE_PORTS, ports->first, ports->count);
    }
    for (size_t i = 0; i < config->area_count; i++) {
        const struct config_area *area = &config->areas[i];

        if (area->device->partition == partition)
            devices[count++] = device_of(area->device, BH_DEVICE_MEMORY, area_address(config, i),
                                         area->bytes);
    }
    return blob_table(blob, devices, count, sizeof devices[0]);
}

static struct bh_table ports_of(struct blob *blob, const struct config *config, size_t partition)
{
    struct bh_port *ports = allocate(config->message_port_count, sizeof ports[0]);
    size_t count = 0;

    for (size_t i = 0; i < config->message_port_count; i++)
        if (config->message_ports[i].partition == partition)
            ports[count++] = port_make(config, i);
    return blob_table(blob, ports, count, sizeof ports[0]);
}

/* The partition's memory, and the process stacks behind it. */
static struct bh_table memories_of(struct blob *blob, const struct module *module, size_t partition)
{
    const struct config_partition *config = &module->config.partitions[partition];
    const struct contents *contents = &module->contents[partition];
    size_t count = contents->memory_count;
    struct bh_memory *memories = allocate(count + config->stack_count, sizeof memories[0]);

    memcpy(memories, contents->memories, count * sizeof memories[0]);
    for (uint32_t i = 0; i < config->stack_count; i++)
        memories[count++] = (struct bh_memory){.start = (bh_word)stack_address(config, i),
                                               .bytes = (bh_word)config->stack_bytes};
    return blob_table(blob, memories, count, sizeof memories[0]);
}

static struct bh_stacks stacks_of(const struct config_partition *config)
{
    if (config->stack_count == 0)
        return (struct bh_stacks){0};
    return (struct bh_stacks){
        .start = (bh_word)stack_address(config, 0),
        .bytes = (bh_word)config->stack_bytes,
        .stride = (bh_word)stack_stride(config),
        .count = config->stack_count,
    };
}

struct blob descriptor_make(const struct module *module, size_t partition)
{
    const struct config_partition *config = &module->config.partitions[partition];
    const struct contents *contents = &module->contents[partition];
    struct blob blob = {0};
    struct bh_descriptor header = {
        .magic = BH_DESCRIPTOR_MAGIC,
        .abi = BH_ABI_VERSION,
        .identifier = config->identifier,
        .entry = module->programs[partition].entry,
        .memory_start = BH_MEMORY_BASE,
        .memory_end = (bh_word)(BH_MEMORY_BASE + config->memory),
        .free_start = contents->program_end,
        .rights = config->rights,
        .index = (uint32_t)partition,
        .timer_period_min = config->timer_period_min,
        .period = config->period,
        .duration = config->duration,
        .first_release = release_first(&module->config, partition),
        .periodic = release_exists(&module->config, partition),
        .stacks = stacks_of(config),
    };

    name_copy(header.module, module->config.name);
    name_copy(header.name, config->name);
    blob_extend(&blob, sizeof header);
    header.loads = blob_table(&blob, contents->loads, contents->load_count,
                              sizeof contents->loads[0]);
    header.memories = memories_of(&blob, module, partition);
    header.sources = sources_of(&blob, module, partition);
    header.events = events_of(&blob, module, partition);
    header.schedules = schedules_of(&blob, module);
    header.lines = lines_of(&blob, module, partition);
    header.devices = devices_of(&blob, &module->config, partition);
    header.ports = ports_of(&blob, &module->config, partition);
    header.partitions = partitions_of(&blob, &module->config, partition);
    header.bytes = (uint32_t)blob.size;
    memcpy(blob.bytes, &header, sizeof header);
    return blob;
}
