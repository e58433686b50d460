/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "tables.h"

#include <stdio.h>
#include <string.h>

#include "channels.h"
#include "descriptor.h"
#include "devices.h"
#include "health_tables.h"
#include "memory.h"
#include "module.h"
#include "trace_kinds.h"

static struct bh_board board_of(const struct module *module)
{
    const struct board *board = &module->board;
    const struct window_entry entry = window_entry(module);
    struct bh_board result = {
        .local_apic = board->local_apic,
        .io_apic = board->io_apic,
        .console_port = board->console_port,
        .exit_port = board->exit_port,
        .clock_trust = board->clock_trust,
        .window_entry_offset = (uint32_t)entry.offset,
        .window_entry_lead = (uint32_t)entry.lead,
    };

    name_copy(result.name, board->name);
    return result;
}

static struct bh_table events_of(struct blob *blob, const struct module *module, size_t partition)
{
    const struct config *config = &module->config;
    struct bh_event *events = allocate(config->event_count + config->message_port_count,
                                       sizeof events[0]);
    size_t count = 0;

    for (size_t i = 0; i < config->event_count; i++)
        if (config->events[i].source == partition)
            events[count++] =
                (struct bh_event){config->events[i].destination, event_source(module, i)};
    for (size_t i = 0; i < config->message_port_count; i++) {
        if (!is_queuing_port_of(config, i, partition))
            continue;
        size_t far = port_far(config, i);
        events[count++] = (struct bh_event){config->message_ports[far].partition,
                                            port_source(config, far)};
    }
    return blob_table(blob, events, count, sizeof events[0]);
}

/* All lines, in the order of their owners. */
static struct bh_table lines_of(struct blob *blob, const struct module *module)
{
    const struct config *config = &module->config;
    struct bh_line *lines = allocate(config->line_count, sizeof lines[0]);

    for (size_t i = 0; i < config->line_count; i++) {
        const struct config_line *from = &config->lines[i];
        const struct board_line *line = board_line(&module->board, from->number);

        lines[i] = (struct bh_line){
            .partition = from->device->partition,
            .source = line_source(config, i),
            .pin = line->pin,
            .flags = line->flags,
            .limit = from->limit,
        };
    }
    return blob_table(blob, lines, config->line_count, sizeof lines[0]);
}

/* A partition's part of all lines. */
static struct bh_table partition_lines(const struct config *config, const struct bh_table *lines,
                                       size_t partition)
{
    uint32_t before = 0;

    for (size_t i = 0; i < partition; i++)
        before += line_count(config, i);
    return (struct bh_table){
        .count = line_count(config, partition),
        .offset = lines->offset + before * (uint32_t)sizeof(struct bh_line),
    };
}

static struct bh_table masters_of(struct blob *blob, const struct config *config)
{
    struct bh_bus_master *masters = allocate(config->device_count, sizeof masters[0]);
    size_t count = 0;

    for (size_t i = 0; i < config->device_count; i++) {
        const struct config_device *device = &config->devices[i];

        if (!device->bus_master)
            continue;
        masters[count].partition = device->partition;
        masters[count].function = device->function;
        snprintf(masters[count].text, sizeof masters[count].text, "%.31s of partition %.31s",
                 device->name, config->partitions[device->partition].name);
        count++;
    }
    return blob_table(blob, masters, count, sizeof masters[0]);
}

static struct bh_table partitions_of(struct blob *blob, const struct module *module)
{
    const struct bh_table lines = lines_of(blob, module);
    const struct config *config = &module->config;
    const struct layout *layout = &module->layout;
    struct bh_partition *partitions = allocate(config->partition_count, sizeof partitions[0]);

    for (size_t i = 0; i < config->partition_count; i++) {
        const struct config_partition *from = &config->partitions[i];
        struct bh_partition *to = &partitions[i];

        *to = (struct bh_partition){
            .directory = layout->directories[i],
            .vcpu = layout->vcpus[i],
            .console = layout->consoles[i],
            .entry = BH_IMAGE_BASE,
            .timer_period_min = from->timer_period_min,
            .identifier = from->identifier,
            .rights = from->rights,
            .ends_module = from->ends_module,
            .events = events_of(blob, module, i),
            .lines = partition_lines(config, &lines, i),
            .ports = layout->ports[i].bytes ? layout->ports[i].start : 0,
            .ports_bytes = (uint32_t)ports_make(config, i).size,
        };
        name_copy(to->name, from->name);
        snprintf(to->prefix, sizeof to->prefix, "[%s] ", from->name);
        health_partition(config, i, to);
    }
    return blob_table(blob, partitions, config->partition_count, sizeof partitions[0]);
}

/* The frame is tiled: what no partition has is a window of BH_NO_PARTITION. */
static struct bh_table windows_of(struct blob *blob, const struct config_schedule *schedule)
{
    struct bh_window *windows = allocate(2 * schedule->window_count + 1, sizeof windows[0]);
    size_t count = 0;
    bh_time end = 0;

    for (size_t i = 0; i < schedule->window_count; i++) {
        const struct config_window *window = &schedule->windows[i];

        if (window->offset > end)
            windows[count++] = (struct bh_window){end, BH_NO_PARTITION, 0};
        windows[count++] = (struct bh_window){window->offset, window->partition, window->periodic};
        end = window->offset + window->duration;
    }
    if (end < schedule->frame)
        windows[count++] = (struct bh_window){end, BH_NO_PARTITION, 0};
    return blob_table(blob, windows, count, sizeof windows[0]);
}

/* Partitions that the schedule does not mention go on. */
static struct bh_table changes_of(struct blob *blob, const struct config *config,
                                  const struct config_schedule *schedule)
{
    uint8_t *actions = allocate(config->partition_count, sizeof actions[0]);

    if (schedule->change_count == 0)
        return (struct bh_table){0};
    for (size_t i = 0; i < schedule->change_count; i++)
        actions[schedule->changes[i].partition] = (uint8_t)schedule->changes[i].action;
    return blob_table(blob, actions, config->partition_count, sizeof actions[0]);
}

static struct bh_table schedules_of(struct blob *blob, const struct config *config,
                                    uint32_t *initial)
{
    struct bh_schedule *schedules = allocate(config->schedule_count, sizeof schedules[0]);

    for (uint32_t i = 0; i < config->schedule_count; i++) {
        const struct config_schedule *schedule = &config->schedules[i];

        name_copy(schedules[i].name, schedule->name);
        schedules[i].frame = schedule->frame;
        schedules[i].windows = windows_of(blob, schedule);
        schedules[i].changes = changes_of(blob, config, schedule);
        if (schedule->initial)
            *initial = i;
    }
    return blob_table(blob, schedules, config->schedule_count, sizeof schedules[0]);
}

static uint32_t trace_kinds_of(const struct config *config)
{
    uint32_t kinds = 0;

    if (config->trace_records == 0)
        return 0;
    for (size_t i = 0; i < config->trace_kind_count; i++)
        kinds |= UINT32_C(1) << trace_kind_number(config->trace_kinds[i]);
    return config->trace_kind_count == 0 ? TRACE_KINDS_ALL : kinds;
}

struct blob tables_make(const struct module *module)
{
    const struct config *config = &module->config;
    const struct layout *layout = &module->layout;
    struct blob blob = {0};
    struct bh_tables header = {
        .magic = BH_TABLES_MAGIC,
        .abi = BH_ABI_VERSION,
        .board = board_of(module),
        .kernel_directory = layout->kernel_directory,
        .information = layout->information,
        .status = layout->status.start,
        .trace = layout->trace,
        .trace_records = config->trace_records,
        .trace_kinds = trace_kinds_of(config),
    };

    name_copy(header.module, config->name);
    snprintf(header.banner, sizeof header.banner, "[bulkhead] module %.31s on %.31s: %zu partition%s",
             config->name, module->board.name, config->partition_count,
             config->partition_count == 1 ? "" : "s");
    health_module(config, header.module_action);
    blob_extend(&blob, sizeof header);
    header.ranges = blob_table(&blob, layout->ranges, layout->range_count,
                               sizeof layout->ranges[0]);
    header.partitions = partitions_of(&blob, module);
    header.schedules = schedules_of(&blob, config, &header.initial_schedule);
    header.masters = masters_of(&blob, config);
    /* To the page's end, so that the checksum leaves nothing of the image out. */
    blob_extend(&blob, round_up(blob.size, BH_PAGE_SIZE) - blob.size);
    header.bytes = (uint32_t)blob.size;
    memcpy(blob.bytes, &header, sizeof header);
    header.checksum = checksum(blob.bytes, blob.size);
    memcpy(blob.bytes, &header, sizeof header);
    return blob;
}
