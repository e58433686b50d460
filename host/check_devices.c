/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Checks of devices: their names, their interrupt lines, and who masters the bus. */
#include <string.h>

#include "memory.h"
#include "module.h"

static const char *owner(const struct module *module, const struct config_device *device)
{
    return module->config.partitions[device->partition].name;
}

static void require_other_name(const struct module *module, size_t line)
{
    const struct config *config = &module->config;
    const struct config_line *lines = config->lines;
    uint32_t partition = lines[line].device->partition;

    for (size_t i = 0; i < line; i++)
        if (lines[i].device->partition == partition &&
            lines[i].device != lines[line].device && strcmp(lines[i].name, lines[line].name) == 0)
            report_fault(CHECK_duplicate_source, &lines[line].place,
                         "%s has a line %s already at line %u; rename one of the devices",
                         owner(module, lines[line].device), lines[line].name, lines[i].place.line);
    for (size_t i = 0; i < config->event_count; i++)
        if (config->events[i].destination == partition &&
            strcmp(config->events[i].name, lines[line].name) == 0)
            report_fault(CHECK_duplicate_source, &config->events[i].place,
                         "%s has the line %s of a device at line %u; rename the event or the "
                         "device", owner(module, lines[line].device), lines[line].name,
                         lines[line].place.line);
}

static void require_own_name(const struct module *module, size_t index)
{
    const struct config *config = &module->config;
    const struct config_message_port *port = &config->message_ports[index];
    const char *partition = config->partitions[port->partition].name;

    for (size_t i = 0; i < config->line_count; i++)
        if (config->lines[i].device->partition == port->partition &&
            strcmp(config->lines[i].name, port->name) == 0)
            report_fault(CHECK_duplicate_source, &port->place,
                         "%s has the line %s of a device at line %u; rename the port or the device",
                         partition, port->name, config->lines[i].place.line);
    for (size_t i = 0; i < config->event_count; i++)
        if (config->events[i].destination == port->partition &&
            strcmp(config->events[i].name, port->name) == 0)
            report_fault(CHECK_duplicate_source, &config->events[i].place,
                         "%s has a queuing port %s at line %u; rename the event or the port",
                         partition, port->name, port->place.line);
}

void check_duplicate_source(const struct module *module)
{
    for (size_t i = 0; i < module->config.line_count; i++)
        require_other_name(module, i);
    for (size_t i = 0; i < module->config.message_port_count; i++)
        if (module->config.message_ports[i].kind == BH_PORT_QUEUING)
            require_own_name(module, i);
}

void check_duplicate_device(const struct module *module)
{
    const struct config_device *list = module->config.devices;

    for (size_t i = 0; i < module->config.device_count; i++)
        for (size_t j = 0; j < i; j++)
            if (list[i].partition == list[j].partition && strcmp(list[i].name, list[j].name) == 0)
                report_fault(CHECK_duplicate_device, &list[i].place,
                             "%s has a device %s already at line %u; rename one, or make them one",
                             owner(module, &list[i]), list[i].name, list[j].place.line);
}

void check_too_many_device_ranges(const struct module *module)
{
    const struct config *config = &module->config;

    for (size_t p = 0; p < config->partition_count; p++) {
        size_t count = 0;

        for (size_t i = 0; i < config->ports_count; i++)
            count += config->ports[i].device->partition == p;
        for (size_t i = 0; i < config->area_count; i++)
            count += config->areas[i].device->partition == p;
        if (count > DEVICE_RANGES_MAX)
            report_fault(CHECK_too_many_device_ranges, &config->partitions[p].place,
                         "the devices of %s have %zu Ports and Memory; keep %d",
                         config->partitions[p].name, count, DEVICE_RANGES_MAX);
    }
}

static const char *list_lines(const struct board *board)
{
    const char *list = "";

    for (size_t i = 0; i < board->line_count; i++)
        list = text("%s%s%u", list, *list ? ", " : "", board->lines[i].number);
    return *list ? text("name one of %s", list) : "it has none";
}

void check_unknown_line(const struct module *module)
{
    if (module->board.memory_count == 0)
        return; /* no board was read: reported already */
    for (size_t i = 0; i < module->config.line_count; i++) {
        const struct config_line *line = &module->config.lines[i];

        if (!board_line(&module->board, line->number))
            report_fault(CHECK_unknown_line, &line->place,
                         "board %s has no line %u; %s", module->board.name, line->number,
                         list_lines(&module->board));
    }
}

void check_line_granted_twice(const struct module *module)
{
    const struct config_line *list = module->config.lines;

    for (size_t i = 0; i < module->config.line_count; i++) {
        if (list[i].number == module->board.console_line)
            report_fault(CHECK_line_granted_twice, &list[i].place,
                         "line %u is that of the kernel's console; take another, or a board "
                         "without Console", list[i].number);
        for (size_t j = 0; j < i; j++)
            if (list[i].number == list[j].number)
                report_fault(CHECK_line_granted_twice, &list[i].place,
                             "line %u belongs to device %s of %s at line %u; delete one",
                             list[i].number, list[j].device->name, owner(module, list[j].device),
                             list[j].place.line);
    }
}

void check_line_limit(const struct module *module)
{
    for (size_t i = 0; i < module->config.line_count; i++) {
        const struct config_line *line = &module->config.lines[i];

        if (line->limit == 0)
            report_fault(CHECK_line_limit, &line->place,
                         "LimitPerWindow 0 of device %s would be a storm without an interrupt; "
                         "raise it to 1 or more", line->device->name);
    }
}

void check_too_many_lines(const struct module *module)
{
    if (module->config.line_count > BH_LINES_MAX)
        report_fault(CHECK_too_many_lines, &module->config.lines[BH_LINES_MAX].place,
                     "the devices of the module have %zu lines; keep %d",
                     module->config.line_count, BH_LINES_MAX);
}

void check_bus_master(const struct module *module)
{
    for (size_t i = 0; i < module->config.device_count; i++) {
        const struct config_device *device = &module->config.devices[i];

        if (device->bus_master && !device->trusted_dma)
            report_fault(CHECK_bus_master, &device->place,
                         "a bus master like %s can read and write all memory; delete BusMaster, "
                         "or vouch for %s with TrustedDMA=\"yes\"", device->name,
                         owner(module, device));
        if (device->bus_master && !device->has_function)
            report_fault(CHECK_bus_master, &device->place,
                         "%s masters the bus as no PCI function; give it Pci", device->name);
        if (device->trusted_dma && !device->bus_master)
            report_fault(CHECK_bus_master, &device->place,
                         "%s has TrustedDMA and does not master the bus; delete TrustedDMA, or "
                         "give it BusMaster=\"yes\"", device->name);
    }
}

void check_pci_function_granted_twice(const struct module *module)
{
    const struct config_device *list = module->config.devices;

    for (size_t i = 0; i < module->config.device_count; i++)
        for (size_t j = 0; j < i; j++)
            if (list[i].has_function && list[j].has_function &&
                list[i].function == list[j].function)
                report_fault(CHECK_pci_function_granted_twice, &list[i].place,
                             "the PCI function of %s is that of device %s of %s at line %u; delete "
                             "one", list[i].name, list[j].name, owner(module, &list[j]),
                             list[j].place.line);
}
