/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* What of a partition's devices is no memory: lines, I/O ports, bus masters. */
#include <stdio.h>

#include "devices.h"
#include "module.h"

static void print_lines(const struct module *module, size_t partition)
{
    const struct config *config = &module->config;

    for (size_t i = 0; i < config->line_count; i++) {
        const struct config_line *line = &config->lines[i];
        const struct board_line *board = board_line(&module->board, line->number);

        if (line->device->partition == partition)
            printf("  line %u at pin %u, %s, active %s, source %u, at most %u a window  %s\n",
                   line->number, board->pin, board->flags & BH_LINE_LEVEL ? "level" : "edge",
                   board->flags & BH_LINE_LOW ? "low" : "high", line_source(config, i),
                   line->limit, line->name);
    }
}

void devices_print(const struct module *module, size_t partition)
{
    const struct config *config = &module->config;

    for (size_t i = 0; i < config->ports_count; i++) {
        const struct config_ports *ports = &config->ports[i];

        if (ports->device->partition == partition)
            printf("  ports %04x-%04x  %s\n", ports->first, ports->first + ports->count - 1,
                   ports->device->name);
    }
    print_lines(module, partition);
    for (size_t i = 0; i < config->device_count; i++) {
        const struct config_device *device = &config->devices[i];

        if (device->partition == partition && device->bus_master)
            printf("  bus master %02x:%02x.%x, TrustedDMA: no isolation is promised  %s\n",
                   device->function >> 8, device->function >> 3 & 31, device->function & 7,
                   device->name);
    }
}
