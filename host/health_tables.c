/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "health_tables.h"

#include <string.h>

/* Faults stop a partition, and who takes traps handles its own. */
static void usual(struct bh_partition *to, enum bh_state state)
{
    memset(to->action[state], BH_ACTION_IDLE, BH_ERROR_COUNT);
    to->action[state][BH_ERROR_APPLICATION_ERROR] = BH_ACTION_IGNORE;
    to->action[state][BH_ERROR_WINDOW_MISSED] = BH_ACTION_IGNORE;
    to->action[state][BH_ERROR_INTERRUPT_STORM] = BH_ACTION_IGNORE;
    to->process_level[state] = ERRORS_OF_TRAPS;
    to->module_level[state] = 0;
}

/* The whole entry takes the place of what was: its level too, be it the usual one. */
static void override(struct bh_partition *to, enum bh_state state,
                     const struct config_action *entry)
{
    const uint32_t error = UINT32_C(1) << entry->error;
    const bool process = entry->level == LEVEL_PROCESS ||
                         (entry->level == LEVEL_USUAL && (ERRORS_OF_TRAPS & error) != 0);

    if (entry->has_action)
        to->action[state][entry->error] = (uint8_t)entry->action;
    to->process_level[state] &= ~error;
    to->process_level[state] |= process ? error : 0;
    to->module_level[state] &= ~error;
    to->module_level[state] |= entry->level == LEVEL_MODULE ? error : 0;
}

static void apply(const struct config *config, const struct config_health_table *table,
                  struct bh_partition *to)
{
    for (size_t i = 0; i < config->action_count; i++) {
        const struct config_action *entry = &config->actions[i];

        for (enum bh_state state = 0; entry->table == table && state < BH_STATE_COUNT; state++)
            if ((entry->states & 1u << state) != 0)
                override(to, state, entry);
    }
}

void health_partition(const struct config *config, size_t partition, struct bh_partition *to)
{
    for (enum bh_state state = 0; state < BH_STATE_COUNT; state++)
        usual(to, state);
    for (size_t i = 0; i < config->health_table_count; i++) {
        const struct config_health_table *table = &config->health_tables[i];

        if (table->partition != partition)
            continue;
        if (table->shared)
            apply(config, table->shared, to);
        apply(config, table, to);
        to->restart_limit = table->restart_limit;
        to->restart_period = table->restart_period;
    }
}

void health_module(const struct config *config, uint8_t actions[][BH_ERRORS_MAX])
{
    for (enum bh_state state = 0; state < BH_STATE_COUNT; state++) {
        memset(actions[state], BH_MODULE_SHUTDOWN, BH_ERROR_COUNT);
        for (size_t i = 0; i < config->module_action_count; i++)
            if ((config->module_actions[i].states & 1u << state) != 0)
                actions[state][config->module_actions[i].error] =
                    (uint8_t)config->module_actions[i].action;
    }
}
