/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "channels_read.h"

#include <string.h>

#include "memory.h"
#include "xml.h"

static struct config_message_port read_port(xmlNode *node, uint32_t partition)
{
    bool queuing = strcmp((const char *)node->name, "QueuingPort") == 0;
    bool source = strcmp(xml_text(node, "Direction"), "SOURCE") == 0;

    return (struct config_message_port){
        .place = xml_place(node),
        .partition = partition,
        .name = xml_text(node, "Name"),
        .kind = queuing ? BH_PORT_QUEUING : BH_PORT_SAMPLING,
        .direction = source ? BH_PORT_SOURCE : BH_PORT_DESTINATION,
        .max_size = xml_size(node, "MaxMessageSize", 0),
        .has_refresh = xml_text(node, "RefreshPeriod") != NULL,
        .refresh = xml_time(node, "RefreshPeriod", 0),
        .capacity = xml_number(node, "MaxNbMessage", 0),
    };
}

/* Every PartitionPort has one child, of either kind. */
static void read_ports(const xmlNode *list, uint32_t partition, struct config *config)
{
    for (xmlNode *node = xml_child(list, "PartitionPort"); node; node = xml_next(node)) {
        xmlNode *port = xml_child(node, "SamplingPort");

        config->message_ports[config->message_port_count++] =
            read_port(port ? port : xml_child(node, "QueuingPort"), partition);
    }
}

static uint32_t find_port(const struct config *config, uint32_t partition, const char *name)
{
    for (uint32_t i = 0; i < config->message_port_count; i++)
        if (config->message_ports[i].partition == partition &&
            strcmp(config->message_ports[i].name, name) == 0)
            return i;
    return UNRESOLVED;
}

static struct config_end read_end(xmlNode *node, const struct config *config)
{
    struct config_end end = {
        .place = xml_place(node),
        .partition_name = xml_text(node, "PartitionNameRef"),
        .port_name = xml_text(node, "PortNameRef"),
    };

    end.partition = config_partition_index(config, end.partition_name);
    end.port = find_port(config, end.partition, end.port_name);
    return end;
}

static struct config_channel read_channel(xmlNode *list, const struct config *config)
{
    struct config_channel channel = {.place = xml_place(list), .name = xml_text(list, "Name")};

    channel.ends = allocate(1 + xml_count(list, "Destination"), sizeof channel.ends[0]);
    channel.ends[channel.end_count++] = read_end(xml_child(list, "Source"), config);
    for (xmlNode *node = xml_child(list, "Destination"); node; node = xml_next(node))
        channel.ends[channel.end_count++] = read_end(node, config);
    return channel;
}

void channels_read(const xmlNode *partitions, const xmlNode *channels, struct config *config)
{
    uint32_t partition = 0;
    size_t ports = 0;

    for (xmlNode *node = xml_child(partitions, "Partition"); node; node = xml_next(node))
        ports += xml_count(xml_child(node, "PartitionPorts"), "PartitionPort");
    config->message_ports = allocate(ports, sizeof config->message_ports[0]);
    for (xmlNode *node = xml_child(partitions, "Partition"); node; node = xml_next(node))
        read_ports(xml_child(node, "PartitionPorts"), partition++, config);
    config->channels = allocate(xml_count(channels, "Channel"), sizeof config->channels[0]);
    for (xmlNode *node = xml_child(channels, "Channel"); node; node = xml_next(node))
        config->channels[config->channel_count++] = read_channel(node, config);
}
