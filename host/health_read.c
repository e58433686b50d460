/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "health_read.h"

#include <string.h>

#include "memory.h"
#include "xml.h"

/* The number of a name that the schema admits, so it is in the list. */
static unsigned number_of(const char *name, const char *const *names)
{
    unsigned number = 0;

    while (strcmp(names[number], name) != 0)
        number++;
    return number;
}

enum bh_action config_action_number(const char *name)
{
    static const char *const names[] = {
        [BH_ACTION_IGNORE] = "IGNORE",
        [BH_ACTION_IDLE] = "IDLE",
        [BH_ACTION_COLD_START] = "COLD_RESTART",
        [BH_ACTION_WARM_START] = "WARM_RESTART",
    };
    return (enum bh_action)number_of(name, names);
}

static enum bh_module_action module_action_number(const char *name)
{
    static const char *const names[] = {
        [BH_MODULE_IGNORE] = "IGNORE",
        [BH_MODULE_SHUTDOWN] = "SHUTDOWN",
        [BH_MODULE_RESET] = "RESET",
    };
    return (enum bh_module_action)number_of(name, names);
}

static enum config_level read_level(xmlNode *node)
{
    static const char *const names[] = {
        [LEVEL_USUAL] = "",
        [LEVEL_PROCESS] = "PROCESS",
        [LEVEL_PARTITION] = "PARTITION",
        [LEVEL_MODULE] = "MODULE",
    };
    const char *level = xml_text(node, "ErrorLevel");

    return level ? (enum config_level)number_of(level, names) : LEVEL_USUAL;
}

static uint32_t read_states(xmlNode *node)
{
    static const char *const names[] = {
        [BH_STATE_INITIALIZATION] = "INITIALIZATION",
        [BH_STATE_NORMAL] = "NORMAL",
    };
    const char *state = xml_text(node, "State");

    return state ? 1u << number_of(state, names) : (1u << BH_STATE_COUNT) - 1;
}

#define ERROR_NAME(number, name, text) [number] = #name,
static const char *const errors[] = {BH_ERRORS(ERROR_NAME)};

static uint32_t error_number(const char *name)
{
    for (uint32_t i = 0; i < BH_ERROR_COUNT; i++)
        if (strcmp(errors[i], name) == 0)
            return i;
    return UNRESOLVED;
}

static void read_actions(const xmlNode *list, const struct config_health_table *table,
                         struct config *config)
{
    for (xmlNode *node = xml_child(list, "ErrorAction"); node; node = xml_next(node)) {
        const char *error = xml_text(node, "ErrorIdentifierRef");
        const char *action = xml_text(node, "PartitionRecoveryAction");

        config->actions[config->action_count++] = (struct config_action){
            .place = xml_place(node),
            .table = table,
            .error_name = error,
            .error = error_number(error),
            .states = read_states(node),
            .level = read_level(node),
            .has_action = action != NULL,
            .action = action ? config_action_number(action) : BH_ACTION_IGNORE,
        };
    }
}

static void read_shared_table(xmlNode *node, struct config *config)
{
    struct config_health_table *table = &config->health_tables[config->health_table_count++];

    *table = (struct config_health_table){
        .place = xml_place(node),
        .name = xml_text(node, "Name"),
        .partition = UNRESOLVED,
    };
    read_actions(node, table, config);
}

/* The first MultiPartitionHM of that name: they are read before. */
static const struct config_health_table *shared_table(const struct config *config,
                                                      const char *name)
{
    for (size_t i = 0; name && i < config->health_table_count; i++)
        if (config->health_tables[i].name && strcmp(config->health_tables[i].name, name) == 0)
            return &config->health_tables[i];
    return NULL;
}

static void read_partition_table(xmlNode *node, struct config *config)
{
    const char *partition = xml_text(node, "PartitionNameRef");
    const char *shared = xml_text(node, "MultiPartitionHMTableNameRef");
    const struct config_health_table *defaults = shared_table(config, shared);
    struct config_health_table *table = &config->health_tables[config->health_table_count++];

    *table = (struct config_health_table){
        .place = xml_place(node),
        .partition_name = partition,
        .partition = config_partition_index(config, partition),
        .shared_name = shared,
        .shared = defaults,
        .restart_limit = xml_number(node, "RestartLimit", 0),
        .restart_period = xml_time(node, "RestartPeriod", 0),
    };
    read_actions(node, table, config);
}

static void read_module_actions(const xmlNode *list, struct config *config)
{
    size_t i = 0;

    config->module_action_count = xml_count(list, "ErrorAction");
    config->module_actions = allocate(config->module_action_count,
                                      sizeof config->module_actions[0]);
    for (xmlNode *node = xml_child(list, "ErrorAction"); node; node = xml_next(node)) {
        const char *error = xml_text(node, "ErrorIdentifierRef");

        config->module_actions[i++] = (struct config_module_action){
            .place = xml_place(node),
            .error_name = error,
            .error = error_number(error),
            .states = read_states(node),
            .action = module_action_number(xml_text(node, "ModuleRecoveryAction")),
        };
    }
}

/* How many ErrorAction the tables of that name have. */
static size_t count_actions(const xmlNode *list, const char *name)
{
    size_t count = 0;

    for (xmlNode *table = xml_child(list, name); table; table = xml_next(table))
        count += xml_count(table, "ErrorAction");
    return count;
}

void health_read(const xmlNode *list, struct config *config)
{
    config->health_tables = allocate(xml_count(list, "MultiPartitionHM") +
                                     xml_count(list, "PartitionHM"),
                                     sizeof config->health_tables[0]);
    config->actions = allocate(count_actions(list, "MultiPartitionHM") +
                               count_actions(list, "PartitionHM"),
                               sizeof config->actions[0]);
    for (xmlNode *node = xml_child(list, "MultiPartitionHM"); node; node = xml_next(node))
        read_shared_table(node, config);
    for (xmlNode *node = xml_child(list, "PartitionHM"); node; node = xml_next(node))
        read_partition_table(node, config);
    read_module_actions(xml_child(list, "ModuleHM"), config);
}
