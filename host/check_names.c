/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Checks of names, and of what is named twice or not at all. */
#include <ctype.h>
#include <string.h>

#include "channels.h"
#include "console.h"
#include "memory.h"
#include "module.h"
#include "nearest.h"

/* Every name of a module, so that rules on names are written once. */
typedef void name_rule(const struct place *place, const char *name);

static void for_every_name(const struct module *module, name_rule *rule)
{
    const struct config *config = &module->config;

    rule(&config->place, config->name);
    if (module->board.name)
        rule(&module->board.place, module->board.name);
    for (size_t i = 0; i < config->partition_count; i++)
        rule(&config->partitions[i].place, config->partitions[i].name);
    for (size_t i = 0; i < config->schedule_count; i++)
        rule(&config->schedules[i].place, config->schedules[i].name);
    for (size_t i = 0; i < config->event_count; i++)
        rule(&config->events[i].place, config->events[i].name);
    for (size_t i = 0; i < config->device_count; i++)
        rule(&config->devices[i].place, config->devices[i].name);
    for (size_t i = 0; i < config->line_count; i++)
        if (config->lines[i].name != config->lines[i].device->name)
            rule(&config->lines[i].place, config->lines[i].name);
    for (size_t i = 0; i < config->message_port_count; i++)
        rule(&config->message_ports[i].place, config->message_ports[i].name);
    for (size_t i = 0; i < config->channel_count; i++)
        rule(&config->channels[i].place, config->channels[i].name);
    for (size_t i = 0; i < config->health_table_count; i++)
        if (config->health_tables[i].name)
            rule(&config->health_tables[i].place, config->health_tables[i].name);
}

static void rule_length(const struct place *place, const char *name)
{
    if (strlen(name) >= BH_NAME_SIZE)
        report_fault(CHECK_name_too_long, place,
                     "the name %s has %zu characters; shorten it to %d", name, strlen(name),
                     BH_NAME_SIZE - 1);
}

void check_name_too_long(const struct module *module)
{
    for_every_name(module, rule_length);
}

static void rule_characters(const struct place *place, const char *name)
{
    for (const char *c = name; *c; c++) {
        if (isalnum((unsigned char)*c) || strchr("_-.", *c))
            continue;
        report_fault(CHECK_name_characters, place,
                     "the name \"%s\" has characters other than letters, digits, '_', '-' and "
                     "'.'; replace them", name);
        return;
    }
}

void check_name_characters(const struct module *module)
{
    for_every_name(module, rule_characters);
}

void check_reserved_name(const struct module *module)
{
    const struct config *config = &module->config;

    for (size_t i = 0; i < config->partition_count; i++)
        if (strcmp(config->partitions[i].name, CONSOLE_KERNEL) == 0)
            report_fault(CHECK_reserved_name, &config->partitions[i].place,
                         "the console gives the name " CONSOLE_KERNEL " to the kernel; rename the "
                         "partition");
}

void check_duplicate_partition(const struct module *module)
{
    const struct config_partition *list = module->config.partitions;

    for (size_t i = 0; i < module->config.partition_count; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(list[i].name, list[j].name) == 0)
                report_fault(CHECK_duplicate_partition, &list[i].place,
                             "a partition %s is already at line %u; rename one", list[i].name,
                             list[j].place.line);
}

void check_duplicate_identifier(const struct module *module)
{
    const struct config_partition *list = module->config.partitions;

    for (size_t i = 0; i < module->config.partition_count; i++)
        for (size_t j = 0; j < i; j++)
            if (list[i].identifier == list[j].identifier)
                report_fault(CHECK_duplicate_identifier, &list[i].place,
                             "%s has the identifier %u of %s; give it another", list[i].name,
                             list[i].identifier, list[j].name);
}

void check_duplicate_schedule(const struct module *module)
{
    const struct config_schedule *list = module->config.schedules;

    for (size_t i = 0; i < module->config.schedule_count; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(list[i].name, list[j].name) == 0)
                report_fault(CHECK_duplicate_schedule, &list[i].place,
                             "a schedule %s is already at line %u; rename one", list[i].name,
                             list[j].place.line);
}

/* A queuing port names its event channel. */
static void require_no_port(const struct config *config, const struct config_event *event)
{
    for (size_t i = 0; i < config->message_port_count; i++) {
        const struct config_message_port *port = &config->message_ports[i];

        if (is_queuing_port_of(config, i, event->source) && strcmp(port->name, event->name) == 0)
            report_fault(CHECK_duplicate_event, &event->place,
                         "%s has a queuing port %s at line %u; rename the event or the port",
                         event->source_name, port->name, port->place.line);
    }
}

void check_duplicate_event(const struct module *module)
{
    const struct config_event *list = module->config.events;

    for (size_t i = 0; i < module->config.event_count; i++)
        require_no_port(&module->config, &list[i]);
    for (size_t i = 0; i < module->config.event_count; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(list[i].name, list[j].name) == 0)
                report_fault(CHECK_duplicate_event, &list[i].place,
                             "an event %s is already at line %u; rename one", list[i].name,
                             list[j].place.line);
}

static void require_partition(const struct config *config, const struct place *place,
                              uint32_t partition, const char *name)
{
    if (partition != UNRESOLVED)
        return;
    const char **names = allocate(config->partition_count + 1, sizeof names[0]);
    for (size_t i = 0; i < config->partition_count; i++)
        names[i] = config->partitions[i].name;
    report_fault(CHECK_unknown_partition, place, "there is no partition %s%s", name,
                 nearest_or_list(name, names));
}

void check_unknown_partition(const struct module *module)
{
    const struct config *config = &module->config;

    for (size_t i = 0; i < config->schedule_count; i++) {
        const struct config_schedule *schedule = &config->schedules[i];

        for (size_t w = 0; w < schedule->window_count; w++)
            require_partition(config, &schedule->windows[w].place, schedule->windows[w].partition,
                              schedule->windows[w].partition_name);
        for (size_t c = 0; c < schedule->change_count; c++)
            require_partition(config, &schedule->changes[c].place, schedule->changes[c].partition,
                              schedule->changes[c].partition_name);
    }
    for (size_t i = 0; i < config->channel_count; i++)
        for (size_t e = 0; e < config->channels[i].end_count; e++) {
            const struct config_end *end = &config->channels[i].ends[e];

            require_partition(config, &end->place, end->partition, end->partition_name);
        }
    for (size_t i = 0; i < config->event_count; i++) {
        const struct config_event *event = &config->events[i];

        require_partition(config, &event->place, event->source, event->source_name);
        require_partition(config, &event->place, event->destination, event->destination_name);
    }
    for (size_t i = 0; i < config->health_table_count; i++) {
        const struct config_health_table *table = &config->health_tables[i];

        if (table->partition_name)
            require_partition(config, &table->place, table->partition, table->partition_name);
    }
}
