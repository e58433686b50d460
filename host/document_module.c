/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The module in the document: partitions, schedules, channels, and what its tables say of health. */
#include <bulkhead/descriptor.h>
#include <bulkhead/vcpu.h>

#include "channels.h"
#include "descriptor.h"
#include "document.h"
#include "image.h"

#define ERROR_TEXT(number, name, text) {number, #name, text},
static const struct {
    uint32_t number;
    const char *name;
    const char *text;
} errors[] = {BH_ERRORS(ERROR_TEXT)};

static const char *const actions[] = {
    [BH_ACTION_IGNORE] = "ignored",
    [BH_ACTION_IDLE] = "partition stopped",
    [BH_ACTION_COLD_START] = "partition restarted cold",
    [BH_ACTION_WARM_START] = "partition restarted warm",
};

static const char *const module_actions[] = {
    [BH_MODULE_IGNORE] = "ignored",
    [BH_MODULE_SHUTDOWN] = "module stopped",
    [BH_MODULE_RESET] = "module reset",
};

static const char *const common_sources[] = {"health", "window", "timer 0", "timer 1", "console"};

/* By source number. */
static json_t *sources_of(const struct blob *descriptor)
{
    const struct bh_descriptor *header = (const void *)descriptor->bytes;
    const struct bh_source_name *names = (const void *)(descriptor->bytes + header->sources.offset);
    static const char *const kinds[] = {
        [BH_SOURCE_KIND_EVENT] = "event",
        [BH_SOURCE_KIND_LINE] = "line",
        [BH_SOURCE_KIND_PORT] = "port",
    };
    json_t *sources = json_array();

    for (size_t i = 0; i < sizeof common_sources / sizeof common_sources[0]; i++)
        document_add(sources, json_pack("{s:s, s:s}", "name", common_sources[i], "kind", "common"));
    for (uint32_t number = BH_SOURCE_FIRST; number < BH_SOURCES; number++)
        for (uint32_t i = 0; i < header->sources.count; i++)
            if (names[i].source == number)
                document_add(sources, json_pack("{s:s, s:s}", "name", names[i].name, "kind",
                                                kinds[names[i].kind]));
    return sources;
}

/* What event_send's argument numbers: whose source it raises. */
static json_t *sends_of(const struct bh_tables *tables, const struct bh_partition *partition)
{
    const struct bh_event *events = tables_at(tables, &partition->events);
    json_t *sends = json_array();

    for (uint32_t i = 0; i < partition->events.count; i++)
        document_add(sends, json_pack("{s:I, s:I}", "partition", (json_int_t)events[i].partition,
                                      "source", (json_int_t)events[i].source));
    return sends;
}

/* What the tables have done for each error, in mode NORMAL and before. */
static json_t *health_of(const struct bh_tables *tables, const struct bh_partition *partition)
{
    json_t *health = json_array();

    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        json_t *states = json_array();

        for (unsigned state = 0; state < BH_STATE_COUNT; state++) {
            uint32_t error = errors[i].number;
            bool module = partition->module_level[state] >> error & 1;

            document_add(states, json_string(module
                                                 ? module_actions[tables->module_action[BH_STATE_NORMAL][error]]
                                                 : actions[partition->action[state][error]]));
        }
        document_add(health, states);
    }
    return health;
}

static json_t *rights_of(uint32_t rights)
{
    json_t *names = json_array();

    if (rights & BH_RIGHT_SCHEDULE)
        document_add(names, json_string("set the schedule"));
    if (rights & BH_RIGHT_SHUTDOWN)
        document_add(names, json_string("shut down the module"));
    if (rights & BH_RIGHT_PARTITIONS)
        document_add(names, json_string("control partitions"));
    if (rights & BH_RIGHT_STATUS)
        document_add(names, json_string("read the module's status"));
    if (rights & BH_RIGHT_TRACE)
        document_add(names, json_string("read the trace"));
    return names;
}

static json_t *partition_of(const struct module *module, const struct bh_tables *tables, size_t i)
{
    const struct config_partition *config = &module->config.partitions[i];
    const struct bh_partition *partitions = tables_at(tables, &tables->partitions);
    struct blob descriptor = descriptor_make(module, i);

    return json_pack("{s:s, s:I, s:s, s:i, s:I, s:I, s:I, s:o, s:o, s:o, s:o}", "name",
                     config->name, "identifier", (json_int_t)config->identifier, "image",
                     config->image, "line", (int)config->place.line, "period",
                     (json_int_t)config->period, "duration", (json_int_t)config->duration,
                     "memory", (json_int_t)config->memory, "rights", rights_of(config->rights),
                     "sources", sources_of(&descriptor), "sends",
                     sends_of(tables, &partitions[i]), "health", health_of(tables, &partitions[i]));
}

static json_t *schedule_of(const struct bh_tables *tables, const struct bh_schedule *schedule,
                           unsigned line)
{
    const struct bh_window *windows = tables_at(tables, &schedule->windows);
    uint32_t count = schedule->windows.count;
    json_t *list = json_array();

    for (uint32_t i = 0; i < count; i++) {
        bh_time end = i + 1 < count ? windows[i + 1].start : schedule->frame;

        document_add(list, json_pack("{s:o, s:I, s:I, s:b}", "partition",
                                     document_index(windows[i].partition), "start",
                                     (json_int_t)windows[i].start, "end", (json_int_t)end,
                                     "periodic", windows[i].periodic != 0));
    }
    return json_pack("{s:s, s:i, s:I, s:o}", "name", schedule->name, "line", (int)line, "frame",
                     (json_int_t)schedule->frame, "windows", list);
}

static json_t *end_of(const struct config *config, const struct config_end *end)
{
    const struct config_message_port *port = &config->message_ports[end->port];

    return json_pack("{s:I, s:s, s:I, s:I}", "partition", (json_int_t)end->partition, "port",
                     port->name, "capacity", (json_int_t)port->capacity, "refresh",
                     (json_int_t)(port->has_refresh ? port->refresh : 0));
}

static json_t *channel_of(const struct module *module, size_t i)
{
    const struct config *config = &module->config;
    const struct config_channel *channel = &config->channels[i];
    const struct config_message_port *source = &config->message_ports[channel->ends[0].port];
    json_t *ends = json_array();

    for (size_t end = 0; end < channel->end_count; end++)
        document_add(ends, end_of(config, &channel->ends[end]));
    return json_pack("{s:s, s:i, s:b, s:I, s:I, s:I, s:o}", "name", channel->name, "line",
                     (int)channel->place.line, "queuing", source->kind == BH_PORT_QUEUING, "size",
                     (json_int_t)source->max_size, "slots",
                     (json_int_t)channel_slots(config, i), "bytes",
                     (json_int_t)module->layout.channels[i].bytes, "ends", ends);
}

static json_t *event_of(const struct module *module, size_t i)
{
    const struct config_event *event = &module->config.events[i];

    return json_pack("{s:s, s:i, s:I, s:I}", "name", event->name, "line", (int)event->place.line,
                     "from", (json_int_t)event->source, "to", (json_int_t)event->destination);
}

static json_t *errors_of(void)
{
    json_t *list = json_array();

    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
        document_add(list,
                     json_pack("{s:s, s:s}", "name", errors[i].name, "text", errors[i].text));
    return list;
}

json_t *document_module(const struct module *module, const struct blob *image)
{
    const struct config *config = &module->config;
    const struct bh_tables *tables =
        (const void *)(image->bytes + (module->layout.tables.start - BH_KERNEL_BASE));
    const struct bh_schedule *schedules = tables_at(tables, &tables->schedules);
    json_t *partitions = json_array(), *planned = json_array();
    json_t *channels = json_array(), *events = json_array();

    for (size_t i = 0; i < config->partition_count; i++)
        document_add(partitions, partition_of(module, tables, i));
    for (size_t i = 0; i < config->schedule_count; i++)
        document_add(planned, schedule_of(tables, &schedules[i], config->schedules[i].place.line));
    for (size_t i = 0; i < config->channel_count; i++)
        document_add(channels, channel_of(module, i));
    for (size_t i = 0; i < config->event_count; i++)
        document_add(events, event_of(module, i));
    const struct window_entry entry = window_entry(module);
    return json_pack("{s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:o, s:o, s:o, s:o, s:o}", "name",
                     config->name, "file", config->place.file, "board", module->board.name,
                     "checksum", (json_int_t)tables->checksum, "offset",
                     (json_int_t)entry.offset, "lead", (json_int_t)entry.lead, "initial",
                     (json_int_t)tables->initial_schedule, "partitions", partitions, "schedules",
                     planned, "channels", channels, "events", events, "errors", errors_of());
}
