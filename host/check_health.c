/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Checks of health monitoring: its tables, and what they do about errors. */
#include <string.h>

#include "memory.h"
#include "module.h"
#include "nearest.h"
#include "values.h"

#define FOR_TABLES(module, table)                                                                  \
    for (const struct config_health_table *table = (module)->config.health_tables;                 \
         table < (module)->config.health_tables + (module)->config.health_table_count; table++)

#define FOR_ACTIONS(module, action)                                                                \
    for (const struct config_action *action = (module)->config.actions;                            \
         action < (module)->config.actions + (module)->config.action_count; action++)

#define FOR_MODULE_ACTIONS(module, action)                                                         \
    for (const struct config_module_action *action = (module)->config.module_actions;              \
         action < (module)->config.module_actions + (module)->config.module_action_count; action++)

/* Whose table it is. */
static const char *owner(const struct config_health_table *table)
{
    return table->name ? table->name : table->partition_name;
}

/* Who has its errors. */
static const char *sufferer(const struct config_health_table *table)
{
    return table->name ? "a partition" : table->partition_name;
}

static bool is_fault(uint32_t error)
{
    return error < BH_ERROR_COUNT && (ERRORS_OF_TRAPS & 1u << error) != 0;
}

static bool is_of_module(uint32_t error)
{
    return error != UNRESOLVED && error >= BH_PARTITION_ERROR_COUNT;
}

void check_duplicate_health_table(const struct module *module)
{
    FOR_TABLES(module, table) {
        for (const struct config_health_table *other = module->config.health_tables;
             other < table; other++)
            if (!table->name == !other->name && strcmp(owner(table), owner(other)) == 0)
                report_fault(CHECK_duplicate_health_table, &table->place,
                             table->name ? "a MultiPartitionHM %s is already at line %u; rename one"
                                         : "%s has a PartitionHM at line %u; make one of them",
                             owner(table), other->place.line);
    }
}

/* The names of the tables that may be referred to; a NULL ends them. */
static const char *const *shared_names(const struct module *module)
{
    const char **names = allocate(module->config.health_table_count + 1, sizeof names[0]);
    size_t count = 0;

    FOR_TABLES(module, table) {
        if (table->name)
            names[count++] = table->name;
    }
    return names;
}

void check_unknown_health_table(const struct module *module)
{
    FOR_TABLES(module, table) {
        if (table->shared_name && !table->shared)
            report_fault(CHECK_unknown_health_table, &table->place,
                         "there is no MultiPartitionHM %s%s", table->shared_name,
                         nearest_or_list(table->shared_name, shared_names(module)));
    }
}

#define ERROR_LIST(number, name, text) #name ", "

static void require_error(const struct place *place, uint32_t error, const char *name,
                          const char *list)
{
    if (error == UNRESOLVED)
        report_fault(CHECK_unknown_error, place, "there is no error %s; name one of %.*s", name,
                     (int)strlen(list) - 2, list);
}

void check_unknown_error(const struct module *module)
{
    FOR_ACTIONS(module, action) {
        require_error(&action->place, action->error, action->error_name,
                      BH_PARTITION_ERRORS(ERROR_LIST));
        if (is_of_module(action->error))
            report_fault(CHECK_unknown_error, &action->place,
                         "%s is no error of a partition; move it to ModuleHM",
                         action->error_name);
    }
    FOR_MODULE_ACTIONS(module, action) {
        require_error(&action->place, action->error, action->error_name, BH_ERRORS(ERROR_LIST));
    }
}

void check_duplicate_health_action(const struct module *module)
{
    FOR_ACTIONS(module, action) {
        for (const struct config_action *other = module->config.actions; other < action; other++)
            if (action->table == other->table && (action->states & other->states) != 0 &&
                strcmp(action->error_name, other->error_name) == 0)
                report_fault(CHECK_duplicate_health_action, &action->place,
                             "%s has an action for %s at line %u; delete one, or give them "
                             "different State", owner(action->table), action->error_name,
                             other->place.line);
    }
    FOR_MODULE_ACTIONS(module, action) {
        for (const struct config_module_action *other = module->config.module_actions;
             other < action; other++)
            if ((action->states & other->states) != 0 &&
                strcmp(action->error_name, other->error_name) == 0)
                report_fault(CHECK_duplicate_health_action, &action->place,
                             "the module has an action for %s at line %u; delete one, or give them "
                             "different State", action->error_name, other->place.line);
    }
}

void check_recovery_action(const struct module *module)
{
    FOR_ACTIONS(module, action) {
        if (action->level != LEVEL_MODULE && !action->has_action)
            report_fault(CHECK_recovery_action, &action->place,
                         "the table of %s does not say what is done about %s; give a "
                         "PartitionRecoveryAction", owner(action->table), action->error_name);
        if (action->level == LEVEL_MODULE && action->has_action)
            report_fault(CHECK_recovery_action, &action->place,
                         "at level MODULE the action for %s is the module's; delete "
                         "PartitionRecoveryAction, and give ModuleHM one unless it is SHUTDOWN",
                         action->error_name);
    }
}

/* The module's entry for an error of a partition, or NULL: those run in its state NORMAL. */
static const struct config_module_action *module_entry(const struct module *module, uint32_t error)
{
    FOR_MODULE_ACTIONS(module, action) {
        if (action->error == error && (action->states & 1u << BH_STATE_NORMAL) != 0)
            return action;
    }
    return NULL;
}

void check_health_ignore(const struct module *module)
{
    FOR_ACTIONS(module, action) {
        const struct config_module_action *entry = module_entry(module, action->error);

        if (!is_fault(action->error))
            continue;
        if (action->level != LEVEL_MODULE && action->has_action &&
            action->action == BH_ACTION_IGNORE)
            report_fault(CHECK_health_ignore, &action->place,
                         "%s cannot go on after %s, so IGNORE would repeat it for ever; choose "
                         "IDLE, COLD_RESTART or WARM_RESTART", sufferer(action->table),
                         action->error_name);
        if (action->level == LEVEL_MODULE && entry && entry->action == BH_MODULE_IGNORE)
            report_fault(CHECK_health_ignore, &action->place,
                         "%s cannot go on after %s, so the module's IGNORE at line %u would repeat "
                         "it for ever; choose SHUTDOWN or RESET there, or another level here",
                         sufferer(action->table), action->error_name, entry->place.line);
    }
}

void check_module_ignore(const struct module *module)
{
    FOR_MODULE_ACTIONS(module, action) {
        if (is_of_module(action->error) && action->action == BH_MODULE_IGNORE)
            report_fault(CHECK_module_ignore, &action->place,
                         "the module cannot go on after %s; choose SHUTDOWN or RESET",
                         action->error_name);
    }
}

void check_module_state(const struct module *module)
{
    FOR_MODULE_ACTIONS(module, action) {
        if (action->error != UNRESOLVED && !is_of_module(action->error) &&
            action->states == 1u << BH_STATE_INITIALIZATION)
            report_fault(CHECK_module_state, &action->place,
                         "no partition runs in the module's INITIALIZATION, so it never has %s "
                         "then; delete State, or the entry", action->error_name);
    }
}

void check_error_level(const struct module *module)
{
    FOR_ACTIONS(module, action) {
        if (action->level == LEVEL_PROCESS && action->error != UNRESOLVED &&
            !is_fault(action->error))
            report_fault(CHECK_error_level, &action->place,
                         "no trap tells %s of %s, so it cannot handle it; give ErrorLevel "
                         "PARTITION", sufferer(action->table), action->error_name);
    }
}

void check_restart_limit(const struct module *module)
{
    FOR_TABLES(module, table) {
        if (table->restart_limit != 0 && table->restart_period == 0)
            report_fault(CHECK_restart_limit, &table->place,
                         "RestartLimit %u of %s counts restarts in no time; give a RestartPeriod "
                         "above 0", table->restart_limit, owner(table));
        if (table->restart_limit == 0 && table->restart_period != 0)
            report_fault(CHECK_restart_limit, &table->place,
                         "RestartPeriod %s of %s limits nothing; give a RestartLimit above 0, or "
                         "delete it", time_text(table->restart_period), owner(table));
    }
}
