/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Checks of channels: what they connect, and their memory. */
#include <string.h>

#include "channels.h"
#include "memory.h"
#include "module.h"
#include "nearest.h"
#include "values.h"

#define CHANNELS_LIMIT ((uint64_t)(BH_CHANNEL_LIMIT - BH_CHANNEL_BASE))

#define FOR_CHANNELS(module, channel)                                                              \
    for (const struct config_channel *channel = (module)->config.channels;                         \
         channel < (module)->config.channels + (module)->config.channel_count; channel++)

#define FOR_ENDS(channel, end)                                                                     \
    for (const struct config_end *end = (channel)->ends;                                           \
         end < (channel)->ends + (channel)->end_count; end++)

/* The port at an end; NULL if there is none, which check_unknown_port says. */
static const struct config_message_port *port_of(const struct module *module,
                                                 const struct config_end *end)
{
    return end->port == UNRESOLVED ? NULL : &module->config.message_ports[end->port];
}

void check_duplicate_channel(const struct module *module)
{
    FOR_CHANNELS(module, channel) {
        for (const struct config_channel *other = module->config.channels; other < channel; other++)
            if (strcmp(other->name, channel->name) == 0)
                report_fault(CHECK_duplicate_channel, &channel->place,
                             "a channel %s is already at line %u; rename one", channel->name,
                             other->place.line);
    }
}

/* The names of a partition's ports; a NULL ends them. */
static const char *const *port_names(const struct config *config, uint32_t partition)
{
    const char **names = allocate(config->message_port_count + 1, sizeof names[0]);
    size_t count = 0;

    for (size_t i = 0; i < config->message_port_count; i++)
        if (config->message_ports[i].partition == partition)
            names[count++] = config->message_ports[i].name;
    return names;
}

void check_unknown_port(const struct module *module)
{
    FOR_CHANNELS(module, channel) {
        FOR_ENDS(channel, end) {
            if (end->partition != UNRESOLVED && end->port == UNRESOLVED)
                report_fault(CHECK_unknown_port, &end->place,
                             "%s has no port %s%s", end->partition_name, end->port_name,
                             nearest_or_list(end->port_name,
                                             port_names(&module->config, end->partition)));
        }
    }
}

void check_port_connected_twice(const struct module *module)
{
    const struct config_end **first =
        allocate(module->config.message_port_count, sizeof first[0]);

    FOR_CHANNELS(module, channel) {
        FOR_ENDS(channel, end) {
            if (end->port == UNRESOLVED)
                continue;
            if (first[end->port])
                report_fault(CHECK_port_connected_twice, &end->place,
                             "port %s of %s is already an end of a channel at line %u; delete one, "
                             "or give %s another port", end->port_name, end->partition_name,
                             first[end->port]->place.line, end->partition_name);
            else
                first[end->port] = end;
        }
    }
}

void check_port_unconnected(const struct module *module)
{
    const struct config *config = &module->config;
    bool *connected = allocate(config->message_port_count, sizeof connected[0]);

    FOR_CHANNELS(module, channel) {
        FOR_ENDS(channel, end) {
            if (end->port != UNRESOLVED)
                connected[end->port] = true;
        }
    }
    for (size_t i = 0; i < config->message_port_count; i++)
        if (!connected[i])
            report_fault(CHECK_port_unconnected, &config->message_ports[i].place,
                         "port %s of %s is an end of no channel; name it in a Channel, or delete "
                         "it", config->message_ports[i].name,
                         config->partitions[config->message_ports[i].partition].name);
}

void check_port_direction(const struct module *module)
{
    FOR_CHANNELS(module, channel) {
        FOR_ENDS(channel, end) {
            const struct config_message_port *port = port_of(module, end);
            bool source = end == channel->ends;

            if (port && (port->direction == BH_PORT_SOURCE) != source)
                report_fault(CHECK_port_direction, &end->place,
                             "port %s of %s at line %u is no %s; correct its Direction, or the "
                             "channel", port->name, end->partition_name, port->place.line,
                             source ? "source" : "destination");
        }
    }
}

void check_port_kind(const struct module *module)
{
    FOR_CHANNELS(module, channel) {
        const struct config_message_port *source = port_of(module, channel->ends);

        FOR_ENDS(channel, end) {
            const struct config_message_port *port = port_of(module, end);

            if (source && port && port->kind != source->kind)
                report_fault(CHECK_port_kind, &end->place,
                             "port %s of %s is a %s port, and the source %s is not; make them "
                             "alike", port->name, end->partition_name,
                             port->kind == BH_PORT_QUEUING ? "queuing" : "sampling", source->name);
        }
    }
}

void check_message_sizes_differ(const struct module *module)
{
    FOR_CHANNELS(module, channel) {
        const struct config_message_port *source = port_of(module, channel->ends);

        FOR_ENDS(channel, end) {
            const struct config_message_port *port = port_of(module, end);

            if (source && port && port->max_size != source->max_size)
                report_fault(CHECK_message_sizes_differ, &end->place,
                             "MaxMessageSize of port %s of %s is %s, that of the source %s is %s; "
                             "make them equal", port->name, end->partition_name,
                             size_text(port->max_size), source->name, size_text(source->max_size));
        }
    }
}

void check_several_destinations(const struct module *module)
{
    FOR_CHANNELS(module, channel) {
        const struct config_message_port *source = port_of(module, channel->ends);

        if (source && source->kind == BH_PORT_QUEUING && channel->end_count > 2)
            report_fault(CHECK_several_destinations, &channel->ends[2].place,
                         "the queuing channel %s has %zu destinations; keep one, or make a channel "
                         "for each", channel->name, channel->end_count - 1);
    }
}

/* Whether a channel's memory can be told. */
static bool is_sized(const struct module *module, const struct config_channel *channel)
{
    FOR_ENDS(channel, end) {
        const struct config_message_port *port = port_of(module, end);

        if (!port || port->max_size > BH_MESSAGE_MAX || port->capacity > QUEUE_MAX)
            return false;
    }
    return true;
}

void check_channel_memory(const struct module *module)
{
    const struct config *config = &module->config;

    for (size_t p = 0; p < config->partition_count; p++) {
        uint64_t bytes = 0;

        for (size_t i = 0; i < config->channel_count; i++)
            if (is_sized(module, &config->channels[i]) &&
                (channel_comes_from(config, i, p) || channel_goes_to(config, i, p)))
                bytes += channel_source_bytes(config, i) + channel_destination_bytes(config, i);
        if (bytes > CHANNELS_LIMIT)
            report_fault(CHECK_channel_memory, &config->partitions[p].place,
                         "the channels of %s have %s, above %s; make MaxMessageSize or "
                         "MaxNbMessage smaller", config->partitions[p].name, size_text(bytes),
                         size_text(CHANNELS_LIMIT));
    }
}
