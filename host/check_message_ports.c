/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Checks of sampling and queuing ports, each by itself. */
#include <string.h>

#include "memory.h"
#include "module.h"
#include "values.h"

/* What the copy of a message takes at most. Both ends miss the caches: two lines of 64 bytes at
 * about 100 ns each, rounded up; and as many misses as the port library's code and the slot's
 * header have lines. No board is known that is slower. */
#define COPY_BYTE  4
#define COPY_FIXED 2000

#define FOR_PORTS(module, port)                                                                    \
    for (const struct config_message_port *port = (module)->config.message_ports;                  \
         port < (module)->config.message_ports + (module)->config.message_port_count; port++)

static const char *owner(const struct module *module, const struct config_message_port *port)
{
    return module->config.partitions[port->partition].name;
}

void check_duplicate_port(const struct module *module)
{
    FOR_PORTS(module, port) {
        for (const struct config_message_port *other = module->config.message_ports; other < port;
             other++)
            if (other->partition == port->partition && strcmp(other->name, port->name) == 0)
                report_fault(CHECK_duplicate_port, &port->place,
                             "%s has a port %s already at line %u; rename one",
                             owner(module, port), port->name, other->place.line);
    }
}

void check_too_many_ports(const struct module *module)
{
    uint32_t partition = UNRESOLVED;
    size_t count = 0;

    FOR_PORTS(module, port) {
        count = port->partition == partition ? count + 1 : 1;
        partition = port->partition;
        if (count == MESSAGE_PORTS_MAX + 1)
            report_fault(CHECK_too_many_ports, &port->place,
                         "%s has more than %d sampling and queuing ports; delete some",
                         owner(module, port), MESSAGE_PORTS_MAX);
    }
}

void check_message_size(const struct module *module)
{
    FOR_PORTS(module, port) {
        if (port->max_size == 0 || port->max_size > BH_MESSAGE_MAX)
            report_fault(CHECK_message_size, &port->place,
                         "MaxMessageSize %s of port %s is not within 1 and %s; correct it",
                         size_text(port->max_size), port->name, size_text(BH_MESSAGE_MAX));
    }
}

void check_queue_length(const struct module *module)
{
    FOR_PORTS(module, port) {
        if (port->kind == BH_PORT_QUEUING && (port->capacity == 0 || port->capacity > QUEUE_MAX))
            report_fault(CHECK_queue_length, &port->place,
                         "MaxNbMessage %u of port %s is not within 1 and %d; correct it",
                         port->capacity, port->name, QUEUE_MAX);
    }
}

void check_refresh_period(const struct module *module)
{
    FOR_PORTS(module, port) {
        if (port->kind != BH_PORT_SAMPLING)
            continue;
        if (port->direction == BH_PORT_SOURCE && port->has_refresh)
            report_fault(CHECK_refresh_period, &port->place,
                         "port %s is a source, and messages age at their destination; delete "
                         "RefreshPeriod", port->name);
        if (port->direction == BH_PORT_DESTINATION && port->refresh == 0)
            report_fault(CHECK_refresh_period, &port->place,
                         "port %s does not say for how long a message is valid; give it a "
                         "RefreshPeriod above 0", port->name);
    }
}

/* A partition's shortest window in any schedule; NULL if it has none. */
static const struct config_window *shortest_window(const struct config *config, uint32_t partition)
{
    const struct config_window *shortest = NULL;

    for (size_t s = 0; s < config->schedule_count; s++)
        for (size_t w = 0; w < config->schedules[s].window_count; w++) {
            const struct config_window *window = &config->schedules[s].windows[w];

            if (window->partition == partition &&
                (!shortest || window->duration < shortest->duration))
                shortest = window;
        }
    return shortest;
}

void check_message_copy_time(const struct module *module)
{
    FOR_PORTS(module, port) {
        const struct config_window *window = shortest_window(&module->config, port->partition);
        const struct window_entry entry = window_entry(module);
        bh_time needed = entry.lead + entry.offset + COPY_FIXED + COPY_BYTE * port->max_size;

        if (window && port->max_size <= BH_MESSAGE_MAX && needed > window->duration)
            report_fault(CHECK_message_copy_time, &port->place,
                         "to copy %s of port %s takes %s of a window, and %s has one of %s at line "
                         "%u; lengthen it, or make MaxMessageSize smaller",
                         size_text(port->max_size), port->name, time_text(needed),
                         owner(module, port), time_text(window->duration), window->place.line);
    }
}
