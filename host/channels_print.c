/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Channels for people: what connects which ports, and who is told of messages. */
#include <inttypes.h>
#include <stdio.h>

#include "channels.h"
#include "module.h"
#include "values.h"

void channels_print(const struct module *module)
{
    const struct config *config = &module->config;

    if (config->channel_count)
        puts("channels");
    for (size_t i = 0; i < config->channel_count; i++) {
        const struct config_channel *channel = &config->channels[i];
        const struct config_message_port *source = &config->message_ports[channel->ends[0].port];
        const struct span *span = &module->layout.channels[i];

        printf("  %08" PRIx64 "-%08" PRIx64 " %8s  %s: ", span->start, span_end(span) - 1,
               size_text(span->bytes), channel->name);
        if (source->kind == BH_PORT_QUEUING)
            printf("queuing, ring of %u messages", channel_slots(config, i));
        else
            printf("sampling, messages");
        printf(" of %s,", size_text(source->max_size));
        for (size_t end = 0; end < channel->end_count; end++)
            printf(" %s%s.%s", end == 1 ? "-> " : "", channel->ends[end].partition_name,
                   channel->ends[end].port_name);
        putchar('\n');
    }
}

void message_ports_print(const struct config *config, size_t partition)
{
    for (size_t i = 0; i < config->message_port_count; i++) {
        const struct config_message_port *port = &config->message_ports[i];

        if (port->partition != partition)
            continue;
        printf("  %s %s", port->kind == BH_PORT_QUEUING ? "queuing" : "sampling",
               port->direction == BH_PORT_SOURCE ? "source" : "destination");
        if (port->kind == BH_PORT_QUEUING)
            printf(", queue of %u, source %u, event %u", port->capacity, port_source(config, i),
                   port_event(config, i));
        else if (port->direction == BH_PORT_DESTINATION)
            printf(", valid for %s", time_text(port->refresh));
        printf("  %s\n", port->name);
    }
}
