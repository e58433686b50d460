/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "devices.h"

#include <string.h>

#include <bulkhead/vcpu.h>

#include "report.h"

uint32_t line_count(const struct config *config, size_t partition)
{
    uint32_t count = 0;

    for (size_t i = 0; i < config->line_count; i++)
        count += config->lines[i].device->partition == partition;
    return count;
}

/* Lines come first, in the order of the configuration: devices wait less well than partitions. */
uint32_t line_source(const struct config *config, size_t line)
{
    uint32_t source = BH_SOURCE_FIRST;

    for (size_t i = 0; i < line; i++)
        source += config->lines[i].device->partition == config->lines[line].device->partition;
    return source;
}

uint64_t area_address(const struct config *config, size_t area)
{
    uint64_t address = BH_DEVICE_BASE;

    for (size_t i = 0; i < area; i++)
        if (config->areas[i].device->partition == config->areas[area].device->partition)
            address += config->areas[i].bytes;
    return address;
}

/* The first port behind all that a partition is granted; 0: it has none. */
static size_t ports_end(const struct config *config, size_t partition)
{
    size_t end = 0;

    for (size_t i = 0; i < config->ports_count; i++) {
        const struct config_ports *ports = &config->ports[i];

        if (ports->device->partition == partition && (size_t)ports->first + ports->count > end)
            end = (size_t)ports->first + ports->count;
    }
    return end;
}

struct blob ports_make(const struct config *config, size_t partition)
{
    size_t end = ports_end(config, partition);
    size_t bitmap = (end + 7) / 8;
    struct blob blob = {0};

    if (end == 0)
        return blob;
    blob_extend(&blob, BH_PORTS_BITMAP + bitmap + 1);
    memset(blob.bytes + BH_PORTS_BITMAP, 0xff, bitmap + 1);
    for (size_t i = 0; i < config->ports_count; i++) {
        const struct config_ports *ports = &config->ports[i];

        if (ports->device->partition != partition)
            continue;
        for (uint32_t port = ports->first; port < ports->first + ports->count; port++)
            blob.bytes[BH_PORTS_BITMAP + port / 8] &= (uint8_t)~(1u << port % 8);
    }
    return blob;
}

void devices_warn(const struct config *config)
{
    for (size_t i = 0; i < config->device_count; i++) {
        const struct config_device *device = &config->devices[i];

        if (device->trusted_dma)
            report_warning(&device->place,
                           "partition %s: TrustedDMA: device %s can read and write all memory, no "
                           "isolation is promised", config->partitions[device->partition].name,
                           device->name);
    }
}
