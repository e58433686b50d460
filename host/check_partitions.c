/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Checks of partitions: numbers, memory, events. */
#include "module.h"

#include <string.h>

#include <bulkhead/vcpu.h>

#include "contents.h"
#include "devices.h"
#include "stacks.h"
#include "values.h"

#define TIMER_PERIOD_MIN  10000
#define SOURCES_MAX       (BH_SOURCES - BH_SOURCE_FIRST)

#define FOR_PARTITIONS(module, partition)                                                          \
    for (const struct config_partition *partition = (module)->config.partitions;                   \
         partition < (module)->config.partitions + (module)->config.partition_count; partition++)

void check_too_many_partitions(const struct module *module)
{
    if (module->config.partition_count > BH_PARTITIONS_MAX)
        report_fault(CHECK_too_many_partitions,
                     &module->config.partitions[BH_PARTITIONS_MAX].place,
                     "the module has %zu partitions; keep %d", module->config.partition_count,
                     BH_PARTITIONS_MAX);
}

void check_timer_period_min(const struct module *module)
{
    FOR_PARTITIONS(module, partition) {
        if (partition->timer_period_min < TIMER_PERIOD_MIN)
            report_fault(CHECK_timer_period_min, &partition->place,
                         "TimerPeriodMin %s of %s is below %s; raise it to that or more",
                         time_text(partition->timer_period_min), partition->name,
                         time_text(TIMER_PERIOD_MIN));
    }
}

void check_memory_regions(const struct module *module)
{
    FOR_PARTITIONS(module, partition) {
        if (partition->region_count != 1 || partition->retained_count > 1)
            report_fault(CHECK_memory_regions, &partition->place,
                         "%s has %zu MemoryRegion and %zu more that are Retained; give it one, and "
                         "at most one more", partition->name, partition->region_count,
                         partition->retained_count);
    }
}

/* What a size of something that is made of whole pages should be, if it is none; or NULL. */
static const char *whole_pages(uint64_t bytes)
{
    if (bytes != 0 && bytes % BH_PAGE_SIZE == 0)
        return NULL;
    return size_text(bytes ? round_up(bytes, BH_PAGE_SIZE) : BH_PAGE_SIZE);
}

static void require_pages(const struct place *place, const char *what, const char *name,
                          uint64_t bytes, bool fits)
{
    const char *better = whole_pages(bytes);

    if (better)
        report_fault(CHECK_memory_size, place,
                     "Size %s of the %s of %s is not made of whole pages of %d; make it %s",
                     size_text(bytes), what, name, BH_PAGE_SIZE, better);
    else if (!fits)
        report_fault(CHECK_memory_size, place,
                     "Size %s of the %s of %s is, with all that lies before it, above %s; lower it",
                     size_text(bytes), what, name, size_text(BH_MEMORY_LIMIT - BH_MEMORY_BASE));
}

void check_memory_size(const struct module *module)
{
    FOR_PARTITIONS(module, partition) {
        require_pages(&partition->memory_place, "memory", partition->name, partition->memory,
                      partition->memory <= BH_MEMORY_LIMIT - BH_MEMORY_BASE);
        if (partition->retained_count != 0)
            require_pages(&partition->retained_place, "retained memory", partition->name,
                          partition->retained,
                          retained_address(partition) + partition->retained <= BH_MEMORY_LIMIT);
    }
}

void check_process_stack_size(const struct module *module)
{
    FOR_PARTITIONS(module, partition) {
        if (partition->has_stacks && whole_pages(partition->stack_bytes))
            report_fault(CHECK_process_stack_size, &partition->stacks_place,
                         "Size %s of the process stacks of %s is not made of whole pages of %d; "
                         "make it %s", size_text(partition->stack_bytes), partition->name,
                         BH_PAGE_SIZE, whole_pages(partition->stack_bytes));
    }
}

void check_process_stack_count(const struct module *module)
{
    FOR_PARTITIONS(module, partition) {
        if (partition->has_stacks &&
            (partition->stack_count == 0 || partition->stack_count > PROCESS_STACKS_MAX))
            report_fault(CHECK_process_stack_count, &partition->stacks_place,
                         "Count %u of the process stacks of %s is not within 1 and %d; correct it, or "
                         "delete ProcessStacks", partition->stack_count, partition->name,
                         PROCESS_STACKS_MAX);
    }
}

/* Each size is looked at by itself first: their sum is told in 64 bits. */
void check_process_stack_room(const struct module *module)
{
    const uint64_t room = BH_MEMORY_LIMIT - BH_MEMORY_BASE;

    FOR_PARTITIONS(module, partition) {
        if (partition->memory > room || partition->stack_count > PROCESS_STACKS_MAX)
            continue;
        if (partition->stack_bytes > room ||
            partition->stack_count * stack_stride(partition) > room - partition->memory)
            report_fault(CHECK_process_stack_room, &partition->stacks_place,
                         "the memory of %s has %s, and %u process stacks of %s with a page each do "
                         "not fit the rest of %s; lower Count or a Size", partition->name,
                         size_text(partition->memory), partition->stack_count,
                         size_text(partition->stack_bytes), size_text(room));
    }
}

/* Lines count first, then events, then queuing ports: the one that is one too many is reported.
 * The lines alone are fewer. */
void check_too_many_sources(const struct module *module)
{
    const struct config *config = &module->config;
    uint32_t sources[BH_PARTITIONS_MAX];

    for (uint32_t i = 0; i < config->partition_count && i < BH_PARTITIONS_MAX; i++)
        sources[i] = line_count(config, i);
    for (size_t i = 0; i < config->event_count; i++) {
        const struct config_event *event = &config->events[i];

        if (event->destination >= BH_PARTITIONS_MAX ||
            ++sources[event->destination] != SOURCES_MAX + 1)
            continue;
        report_fault(CHECK_too_many_sources, &event->place,
                     "%s has %u lines and receives more than %u events; delete some",
                     event->destination_name, line_count(config, event->destination),
                     SOURCES_MAX - line_count(config, event->destination));
    }
    for (size_t i = 0; i < config->message_port_count; i++) {
        const struct config_message_port *port = &config->message_ports[i];

        if (port->partition < BH_PARTITIONS_MAX && port->kind == BH_PORT_QUEUING &&
            ++sources[port->partition] == SOURCES_MAX + 1)
            report_fault(CHECK_too_many_sources, &port->place,
                         "with %s, the lines, incoming events and queuing ports of %s are more "
                         "than %d; delete some", port->name,
                         config->partitions[port->partition].name, SOURCES_MAX);
    }
}

void check_too_many_events(const struct module *module)
{
    const struct config *config = &module->config;
    size_t count[BH_PARTITIONS_MAX] = {0};

    for (size_t i = 0; i < config->event_count; i++) {
        const struct config_event *event = &config->events[i];

        if (event->source < BH_PARTITIONS_MAX && ++count[event->source] == EVENTS_MAX + 1)
            report_fault(CHECK_too_many_events, &event->place,
                         "%s sends more than %d events; delete some", event->source_name,
                         EVENTS_MAX);
    }
    for (size_t i = 0; i < config->message_port_count; i++) {
        const struct config_message_port *port = &config->message_ports[i];

        if (port->partition < BH_PARTITIONS_MAX && port->kind == BH_PORT_QUEUING &&
            ++count[port->partition] == EVENTS_MAX + 1)
            report_fault(CHECK_too_many_events, &port->place,
                         "with the queuing port %s, %s sends on more than %d event channels; "
                         "delete some", port->name, config->partitions[port->partition].name,
                         EVENTS_MAX);
    }
}
