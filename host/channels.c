/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "channels.h"

#include <bulkhead/vcpu.h>

#include "blob.h"
#include "devices.h"
#include "units.h"

static const struct config_message_port *port_at(const struct config *config, size_t channel,
                                                 size_t end)
{
    return &config->message_ports[config->channels[channel].ends[end].port];
}

static bool is_queuing(const struct config *config, size_t channel)
{
    return port_at(config, channel, 0)->kind == BH_PORT_QUEUING;
}

/* Both ends may be full at once: the ring holds what waits at either. */
uint32_t channel_slots(const struct config *config, size_t channel)
{
    uint32_t slots = 1;

    if (!is_queuing(config, channel))
        return 0;
    while (slots < port_at(config, channel, 0)->capacity + port_at(config, channel, 1)->capacity)
        slots *= 2;
    return slots;
}

uint64_t channel_source_bytes(const struct config *config, size_t channel)
{
    uint64_t slot = bh_slot_bytes((uint32_t)port_at(config, channel, 0)->max_size);
    uint64_t bytes = is_queuing(config, channel)
                         ? sizeof(struct bh_queue_source) + channel_slots(config, channel) * slot
                         : sizeof(struct bh_sampling_area) + 2 * slot;

    return round_up(bytes, BH_PAGE_SIZE);
}

uint64_t channel_destination_bytes(const struct config *config, size_t channel)
{
    return is_queuing(config, channel) ? BH_PAGE_SIZE : 0;
}

bool channel_comes_from(const struct config *config, size_t channel, size_t partition)
{
    return config->channels[channel].ends[0].partition == partition;
}

bool channel_goes_to(const struct config *config, size_t channel, size_t partition)
{
    for (size_t end = 1; end < config->channels[channel].end_count; end++)
        if (config->channels[channel].ends[end].partition == partition)
            return true;
    return false;
}

uint64_t channel_address(const struct config *config, size_t channel, size_t partition)
{
    uint64_t address = BH_CHANNEL_BASE;

    for (size_t i = 0; i < channel; i++)
        if (channel_comes_from(config, i, partition) || channel_goes_to(config, i, partition))
            address += channel_source_bytes(config, i) + channel_destination_bytes(config, i);
    return address;
}

bool is_queuing_port_of(const struct config *config, size_t port, size_t partition)
{
    return config->message_ports[port].partition == partition &&
           config->message_ports[port].kind == BH_PORT_QUEUING;
}

/* Behind lines and events: whoever is not told of a message at once still finds it. */
uint32_t port_source(const struct config *config, size_t port)
{
    uint32_t partition = config->message_ports[port].partition;
    uint32_t source = BH_SOURCE_FIRST + line_count(config, partition);

    for (size_t i = 0; i < config->event_count; i++)
        source += config->events[i].destination == partition;
    for (size_t i = 0; i < port; i++)
        source += is_queuing_port_of(config, i, partition);
    return source;
}

uint32_t port_event(const struct config *config, size_t port)
{
    uint32_t partition = config->message_ports[port].partition;
    uint32_t event = 0;

    for (size_t i = 0; i < config->event_count; i++)
        event += config->events[i].source == partition;
    for (size_t i = 0; i < port; i++)
        event += is_queuing_port_of(config, i, partition);
    return event;
}

/* The channel of a port: exactly one has it. */
static size_t channel_of(const struct config *config, size_t port)
{
    for (size_t channel = 0;; channel++)
        for (size_t end = 0; end < config->channels[channel].end_count; end++)
            if (config->channels[channel].ends[end].port == port)
                return channel;
}

size_t port_far(const struct config *config, size_t port)
{
    const struct config_end *ends = config->channels[channel_of(config, port)].ends;

    return ends[0].port == port ? ends[1].port : ends[0].port;
}

struct bh_port port_make(const struct config *config, size_t port)
{
    const struct config_message_port *from = &config->message_ports[port];
    size_t channel = channel_of(config, port);
    uint64_t address = channel_address(config, channel, from->partition);
    struct bh_port result = {
        .kind = from->kind,
        .direction = from->direction,
        .max_size = (uint32_t)from->max_size,
        .refresh = from->refresh,
        .source_area = (bh_word)address,
        .event = BH_PORT_NONE,
        .source = BH_PORT_NONE,
    };

    name_copy(result.name, from->name);
    if (from->kind == BH_PORT_SAMPLING)
        return result;
    result.capacity = from->capacity;
    result.far_capacity = config->message_ports[port_far(config, port)].capacity;
    result.slots = channel_slots(config, channel);
    result.far_area = (bh_word)(address + channel_source_bytes(config, channel));
    result.event = port_event(config, port);
    result.source = port_source(config, port);
    return result;
}
