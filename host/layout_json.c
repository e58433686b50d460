/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The memory map for machines: what layout_print prints. */
#include <stdio.h>

#include "channels.h"
#include "devices.h"
#include "json.h"
#include "module.h"
#include "pages.h"

#define RANGE_TEXT(number, name, text) [number] = text,
static const char *const kinds[] = {BH_RANGE_KINDS(RANGE_TEXT)};

static json_t *ranges_json(const struct module *module)
{
    json_t *list = json_array();

    for (size_t i = 0; i < module->layout.range_count; i++) {
        const struct bh_range *range = &module->layout.ranges[i];
        json_t *object = json_pack("{ss}", "kind", kinds[range->kind]);

        if (range->partition != BH_NO_PARTITION)
            json_object_set_new(object, "partition",
                                json_string(module->config.partitions[range->partition].name));
        json_put(object, "start", range->start);
        json_put(object, "bytes", range->bytes);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *space_json(const struct space *space)
{
    json_t *list = json_array();

    for (size_t i = 0; i < space->count; i++) {
        const struct mapping *mapping = &space->mappings[i];
        json_t *object = json_pack("{ss sb}", "what", mapping->what, "writable",
                                   (mapping->flags & PAGE_WRITE) != 0);

        json_put(object, "virtual", mapping->virtual);
        json_put(object, "physical", mapping->physical);
        json_put(object, "bytes", mapping->pages * BH_PAGE_SIZE);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *end_json(const struct config_end *end)
{
    return json_pack("{ss ss}", "partition", end->partition_name, "port", end->port_name);
}

static json_t *channels_json(const struct module *module)
{
    const struct config *config = &module->config;
    json_t *list = json_array();

    for (size_t i = 0; i < config->channel_count; i++) {
        const struct config_channel *channel = &config->channels[i];
        const struct config_message_port *source = &config->message_ports[channel->ends[0].port];
        json_t *destinations = json_array();
        json_t *object = json_pack("{ss ss so}", "name", channel->name, "kind",
                                   source->kind == BH_PORT_QUEUING ? "queuing" : "sampling",
                                   "source", end_json(&channel->ends[0]));

        for (size_t end = 1; end < channel->end_count; end++)
            json_array_append_new(destinations, end_json(&channel->ends[end]));
        json_object_set_new(object, "destinations", destinations);
        json_put(object, "start", module->layout.channels[i].start);
        json_put(object, "bytes", module->layout.channels[i].bytes);
        json_put(object, "message_bytes", source->max_size);
        if (source->kind == BH_PORT_QUEUING)
            json_put(object, "slots", channel_slots(config, i));
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *lines_json(const struct module *module, size_t partition)
{
    const struct config *config = &module->config;
    json_t *list = json_array();

    for (size_t i = 0; i < config->line_count; i++) {
        const struct config_line *line = &config->lines[i];
        const struct board_line *board = board_line(&module->board, line->number);
        json_t *object;

        if (line->device->partition != partition)
            continue;
        object = json_pack("{ss ss ss}", "name", line->name, "trigger",
                           board->flags & BH_LINE_LEVEL ? "level" : "edge", "polarity",
                           board->flags & BH_LINE_LOW ? "low" : "high");
        json_put(object, "line", line->number);
        json_put(object, "pin", board->pin);
        json_put(object, "source", line_source(config, i));
        json_put(object, "limit", line->limit);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *ports_json(const struct config *config, size_t partition)
{
    json_t *list = json_array();

    for (size_t i = 0; i < config->ports_count; i++) {
        const struct config_ports *ports = &config->ports[i];
        json_t *object;

        if (ports->device->partition != partition)
            continue;
        object = json_pack("{ss}", "device", ports->device->name);
        json_put(object, "first", ports->first);
        json_put(object, "count", ports->count);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *bus_masters_json(const struct config *config, size_t partition)
{
    json_t *list = json_array();

    for (size_t i = 0; i < config->device_count; i++)
        if (config->devices[i].partition == partition && config->devices[i].bus_master)
            json_array_append_new(list, json_string(config->devices[i].name));
    return list;
}

void layout_print_json(const struct module *module)
{
    struct space kernel = space_of_kernel(module);
    json_t *partitions = json_array();

    for (size_t i = 0; i < module->config.partition_count; i++) {
        struct space space = space_of_partition(module, i);

        json_array_append_new(partitions,
                              json_pack("{ss so so so so}", "name",
                                        module->config.partitions[i].name, "space",
                                        space_json(&space), "io_ports",
                                        ports_json(&module->config, i), "lines",
                                        lines_json(module, i), "bus_masters",
                                        bus_masters_json(&module->config, i)));
    }
    json_t *object = json_pack("{ss ss so so so so}", "module", module->config.name, "board",
                               module->board.name, "physical", ranges_json(module), "channels",
                               channels_json(module), "kernel", space_json(&kernel), "partitions",
                               partitions);
    json_print(object);
}
