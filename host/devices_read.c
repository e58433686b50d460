/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "devices_read.h"

#include <stdlib.h>

#include "memory.h"
#include "xml.h"

/** LimitPerWindow where none is given. */
#define LIMIT_DEFAULT 100

/* "00:03.0", bus:device.function in hexadecimal; the schema admits nothing else. */
static uint32_t read_function(const char *notation)
{
    char *rest;
    uint32_t bus = (uint32_t)strtoul(notation, &rest, 16);
    uint32_t device = (uint32_t)strtoul(rest + 1, &rest, 16);

    return bus << 8 | device << 3 | (uint32_t)strtoul(rest + 1, NULL, 16);
}

static void read_ports(const xmlNode *node, const struct config_device *device,
                       struct config *config)
{
    for (xmlNode *child = xml_child(node, "Ports"); child; child = xml_next(child))
        config->ports[config->ports_count++] = (struct config_ports){
            .place = xml_place(child),
            .device = device,
            .first = xml_number(child, "First", 0),
            .count = xml_number(child, "Count", 0),
        };
}

static void read_areas(const xmlNode *node, const struct config_device *device,
                       struct config *config)
{
    for (xmlNode *child = xml_child(node, "Memory"); child; child = xml_next(child))
        config->areas[config->area_count++] = (struct config_area){
            .place = xml_place(child),
            .device = device,
            .address = xml_number(child, "Address", 0),
            .bytes = xml_size(child, "Size", 0),
        };
}

/* A device's first line bears its name, the others have their place behind it. */
static void read_lines(const xmlNode *node, const struct config_device *device,
                       struct config *config)
{
    unsigned place = 0;

    for (xmlNode *child = xml_child(node, "Interrupt"); child; child = xml_next(child))
        config->lines[config->line_count++] = (struct config_line){
            .place = xml_place(child),
            .device = device,
            .name = ++place == 1 ? device->name : text("%s-%u", device->name, place),
            .number = xml_number(child, "Line", 0),
            .limit = xml_number(child, "LimitPerWindow", LIMIT_DEFAULT),
        };
}

static void read_device(xmlNode *node, uint32_t partition, struct config *config)
{
    struct config_device *device = &config->devices[config->device_count++];
    const char *function = xml_text(node, "Pci");

    *device = (struct config_device){
        .place = xml_place(node),
        .partition = partition,
        .name = xml_text(node, "Name"),
        .has_function = function != NULL,
        .function = function ? read_function(function) : 0,
        .bus_master = xml_flag(node, "BusMaster", false),
        .trusted_dma = xml_flag(node, "TrustedDMA", false),
    };
    read_ports(node, device, config);
    read_areas(node, device, config);
    read_lines(node, device, config);
}

/* How many grandchildren of that name the Devices of all partitions have. */
static size_t count_all(const xmlNode *list, const char *name)
{
    size_t count = 0;

    for (xmlNode *partition = xml_child(list, "Partition"); partition;
         partition = xml_next(partition)) {
        const xmlNode *devices = xml_child(partition, "Devices");

        for (xmlNode *device = xml_child(devices, "Device"); device; device = xml_next(device))
            count += name ? xml_count(device, name) : 1;
    }
    return count;
}

void devices_read(const xmlNode *list, struct config *config)
{
    uint32_t partition = 0;

    config->devices = allocate(count_all(list, NULL), sizeof config->devices[0]);
    config->ports = allocate(count_all(list, "Ports"), sizeof config->ports[0]);
    config->areas = allocate(count_all(list, "Memory"), sizeof config->areas[0]);
    config->lines = allocate(count_all(list, "Interrupt"), sizeof config->lines[0]);
    for (xmlNode *node = xml_child(list, "Partition"); node; node = xml_next(node)) {
        const xmlNode *devices = xml_child(node, "Devices");

        for (xmlNode *device = xml_child(devices, "Device"); device; device = xml_next(device))
            read_device(device, partition, config);
        partition++;
    }
}
