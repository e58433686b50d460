/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Modules: from XML to struct config. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "channels_read.h"
#include "config.h"
#include "devices_read.h"
#include "health_read.h"
#include "memory.h"
#include "xml.h"

/** TimerPeriodMin where none is given, ns. */
#define TIMER_PERIOD_MIN_DEFAULT 100000

static uint32_t read_rights(xmlNode *node)
{
    uint32_t rights = BH_RIGHT_NONE;

    if (node && xml_flag(node, "SetSchedule", false))
        rights |= BH_RIGHT_SCHEDULE;
    if (node && xml_flag(node, "ShutdownModule", false))
        rights |= BH_RIGHT_SHUTDOWN;
    if (node && xml_flag(node, "ControlPartitions", false))
        rights |= BH_RIGHT_PARTITIONS;
    if (node && xml_flag(node, "ReadModuleStatus", false))
        rights |= BH_RIGHT_STATUS;
    if (node && xml_flag(node, "ReadTrace", false))
        rights |= BH_RIGHT_TRACE | BH_RIGHT_STATUS;
    return rights;
}

static void read_regions(const xmlNode *list, struct config_partition *partition)
{
    for (xmlNode *node = xml_child(list, "MemoryRegion"); node; node = xml_next(node)) {
        bool retained = xml_flag(node, "Retained", false);
        size_t *count = retained ? &partition->retained_count : &partition->region_count;
        uint64_t *bytes = retained ? &partition->retained : &partition->memory;

        if ((*count)++ != 0)
            continue;
        *bytes = xml_size(node, "Size", 0);
        *(retained ? &partition->retained_place : &partition->memory_place) = xml_place(node);
    }
}

static struct config_partition read_partition(xmlNode *node)
{
    xmlNode *stacks = xml_child(node, "ProcessStacks");
    xmlNode *rights = xml_child(node, "Rights");
    struct config_partition partition = {
        .place = xml_place(node),
        .name = xml_text(node, "Name"),
        .identifier = xml_number(node, "Identifier", 0),
        .image = xml_text(node, "Image"),
        .has_period = xml_text(node, "Period") != NULL,
        .has_duration = xml_text(node, "Duration") != NULL,
        .period = xml_time(node, "Period", 0),
        .duration = xml_time(node, "Duration", 0),
        .timer_period_min = xml_time(node, "TimerPeriodMin", TIMER_PERIOD_MIN_DEFAULT),
        .ends_module = xml_flag(node, "EndsModule", false),
        .rights_place = rights ? xml_place(rights) : (struct place){0},
        .rights = read_rights(rights),
        .memory_place = xml_place(node), /* where it has no region */
        .stacks_place = stacks ? xml_place(stacks) : (struct place){0},
        .has_stacks = stacks != NULL,
        .stack_count = stacks ? xml_number(stacks, "Count", 0) : 0,
        .stack_bytes = stacks ? xml_size(stacks, "Size", 0) : 0,
    };

    read_regions(xml_child(node, "MemoryRegions"), &partition);
    return partition;
}

static void read_partitions(const xmlNode *list, struct config *config)
{
    size_t i = 0;

    config->partition_count = xml_count(list, "Partition");
    config->partitions = allocate(config->partition_count, sizeof config->partitions[0]);
    for (xmlNode *node = xml_child(list, "Partition"); node; node = xml_next(node))
        config->partitions[i++] = read_partition(node);
}

uint32_t config_partition_index(const struct config *config, const char *name)
{
    for (uint32_t i = 0; i < config->partition_count; i++)
        if (strcmp(config->partitions[i].name, name) == 0)
            return i;
    return UNRESOLVED;
}

static int compare_windows(const void *left, const void *right)
{
    const struct config_window *a = left, *b = right;

    if (a->offset != b->offset)
        return a->offset < b->offset ? -1 : 1;
    return a->place.line < b->place.line ? -1 : 1;
}

static void read_changes(const struct config *config, const xmlNode *list,
                         struct config_schedule *schedule)
{
    size_t i = 0;

    schedule->change_count = xml_count(list, "PartitionChangeAction");
    schedule->changes = allocate(schedule->change_count, sizeof schedule->changes[0]);
    for (xmlNode *node = xml_child(list, "PartitionChangeAction"); node; node = xml_next(node)) {
        const char *name = xml_text(node, "PartitionNameRef");

        schedule->changes[i++] = (struct config_change){
            .place = xml_place(node),
            .partition_name = name,
            .partition = config_partition_index(config, name),
            .action = config_action_number(xml_text(node, "Action")),
        };
    }
}

static struct config_schedule read_schedule(const struct config *config, xmlNode *list)
{
    struct config_schedule schedule = {
        .place = xml_place(list),
        .name = xml_text(list, "Name"),
        .frame = xml_time(list, "MajorFrame", 0),
        .initial = xml_flag(list, "Initial", false),
        .window_count = xml_count(list, "PartitionTimeWindow"),
    };
    size_t i = 0;

    schedule.windows = allocate(schedule.window_count, sizeof schedule.windows[0]);
    for (xmlNode *node = xml_child(list, "PartitionTimeWindow"); node; node = xml_next(node)) {
        const char *name = xml_text(node, "PartitionNameRef");

        schedule.windows[i++] = (struct config_window){
            .place = xml_place(node),
            .partition_name = name,
            .partition = config_partition_index(config, name),
            .offset = xml_time(node, "Offset", 0),
            .duration = xml_time(node, "Duration", 0),
            .periodic = xml_flag(node, "PeriodicProcessingStart", false),
        };
    }
    qsort(schedule.windows, schedule.window_count, sizeof schedule.windows[0], compare_windows);
    read_changes(config, list, &schedule);
    return schedule;
}

static void read_schedules(const xmlNode *list, struct config *config)
{
    size_t i = 0;

    config->schedule_count = xml_count(list, "Schedule");
    config->schedules = allocate(config->schedule_count, sizeof config->schedules[0]);
    for (xmlNode *node = xml_child(list, "Schedule"); node; node = xml_next(node))
        config->schedules[i++] = read_schedule(config, node);
}

static void read_events(const xmlNode *list, struct config *config)
{
    size_t i = 0;

    config->event_count = xml_count(list, "Event");
    config->events = allocate(config->event_count, sizeof config->events[0]);
    for (xmlNode *node = xml_child(list, "Event"); node; node = xml_next(node)) {
        const char *source = xml_text(node, "Source");
        const char *destination = xml_text(node, "Destination");

        config->events[i++] = (struct config_event){
            .place = xml_place(node),
            .name = xml_text(node, "Name"),
            .source_name = source,
            .destination_name = destination,
            .source = config_partition_index(config, source),
            .destination = config_partition_index(config, destination),
        };
    }
}

bool config_read(const char *file, struct config *config)
{
    unsigned before = report_faults();

    if (access(file, R_OK) != 0)
        give_up("cannot read %s: %s", file, strerror(errno));
    xmlNode *root = xml_open(file, "Module");
    if (!root)
        return false;

    *config = (struct config){
        .place = xml_place(root),
        .name = xml_text(root, "Name"),
        .board_name = xml_text(root, "Board"),
        .has_entry_lead = xml_text(root, "WindowEntryLead") != NULL,
        .has_entry_offset = xml_text(root, "WindowEntryOffset") != NULL,
        .entry = {.lead = xml_time(root, "WindowEntryLead", 0),
                  .offset = xml_time(root, "WindowEntryOffset", 0)},
    };
    xmlNode *trace = xml_child(root, "Trace");
    if (trace) {
        config->trace_place = xml_place(trace);
        config->trace_records = xml_number(trace, "Records", 0);
        config->trace_kinds = xml_list(trace, "Kinds", &config->trace_kind_count);
    }
    read_partitions(xml_child(root, "Partitions"), config);
    devices_read(xml_child(root, "Partitions"), config);
    channels_read(xml_child(root, "Partitions"), xml_child(root, "Channels"), config);
    read_schedules(xml_child(root, "Schedules"), config);
    read_events(xml_child(root, "Events"), config);
    health_read(xml_child(root, "HealthMonitoring"), config);
    return report_faults() == before;
}
