/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Health monitoring. See health.h. */
#include "health.h"

#include <stddef.h>

#include "arch.h"
#include "clock.h"
#include "partition.h"
#include "trace.h"

/* A partition's quota of entries that are not yet printed; when it is full, later ones are counted
 * only. */
#define LOG_SIZE 8u

/* In print order. */
enum field { FIELD_DETAIL, FIELD_CODE, FIELD_ADDRESS, FIELD_PC, FIELD_COUNT };

struct entry {
    uint8_t error, action;
    uint32_t field[FIELD_COUNT];
};

/* How an error reads: %0 to %3 are the fields in hexadecimal, %p the partition's name, %e the
 * error's name and %a the action. */
#define TRAP_TEXT "%p: %e, trap %0, error %1, address %2, pc %3; %a\n"
static const char *const error_text[BH_PARTITION_ERROR_COUNT] = {
    [BH_ERROR_APPLICATION_ERROR] = "%p: %e, code %0, detail %1; %a\n",
    [BH_ERROR_NUMERIC_ERROR] = TRAP_TEXT,
    [BH_ERROR_ILLEGAL_REQUEST] = TRAP_TEXT,
    [BH_ERROR_MEMORY_VIOLATION] = TRAP_TEXT,
    [BH_ERROR_TRAP] = TRAP_TEXT,
    [BH_ERROR_WINDOW_MISSED] = "%p: %e; %a\n",
    [BH_ERROR_INTERRUPT_STORM] = "%p: %e, line %0; %a\n",
    [BH_ERROR_DEADLINE_MISSED] = "%p: %e, code %0, detail %1; %a\n",
    [BH_ERROR_STACK_OVERFLOW] = "%p: %e, code %0, detail %1; %a\n",
};

#define ERROR_NAME(number, name, text) [number] = #name,
static const char *const error_name[] = {BH_PARTITION_ERRORS(ERROR_NAME)};

/* Behind the actions of partitions those of the module, enum bh_module_action. */
#define ACTION_MODULE (BH_ACTION_WARM_START + 1u)

static const char *const action_text[] = {
    [BH_ACTION_IGNORE] = "ignored",
    [BH_ACTION_IDLE] = "partition stopped",
    [BH_ACTION_COLD_START] = "partition restarts cold",
    [BH_ACTION_WARM_START] = "partition restarts warm",
    [ACTION_MODULE + BH_MODULE_IGNORE] = "ignored",
    [ACTION_MODULE + BH_MODULE_SHUTDOWN] = "module stops",
    [ACTION_MODULE + BH_MODULE_RESET] = "module resets",
};

static struct log {
    struct entry entry[LOG_SIZE];
    uint32_t posted, printed;
    uint32_t lost;
    /* Where printing stands: in the error's text, in a name or number within it. */
    const char *text, *name;
    char number[9];
} logs[BH_PARTITIONS_MAX];

uint32_t health_module;
static const uint8_t *module_action;

void health_init(const struct bh_tables *tables)
{
    module_action = tables->module_action;
    health_module = BH_MODULE_IGNORE;
}

uint32_t health_module_action(uint32_t error)
{
    return module_action != NULL ? module_action[error] : BH_MODULE_SHUTDOWN;
}

/* A partition that restarts too often is stopped. */
static uint32_t health_escalate(struct vcpu *vcpu, uint32_t action)
{
    const struct bh_partition *partition = vcpu->partition;
    if (action < BH_ACTION_COLD_START || partition->restart_limit == 0) {
        return action;
    }
    const uint64_t now = arch_clock();
    if (now >= vcpu->restarts_until) {
        vcpu->restarts_until = now + clock_duration(partition->restart_period);
        vcpu->restarts = 0;
    }
    return ++vcpu->restarts > partition->restart_limit ? BH_ACTION_IDLE : action;
}

static uint32_t health_action(struct vcpu *vcpu, uint32_t error)
{
    const enum bh_state state = health_state(vcpu);
    if ((vcpu->partition->module_level[state] & 1u << error) != 0) {
        return ACTION_MODULE + module_action[error];
    }
    return health_escalate(vcpu, vcpu->partition->action[state][error]);
}

void health_post(struct vcpu *vcpu, uint32_t error, uint32_t detail, bh_word code,
                 bh_word address, bh_word pc)
{
    struct log *log = &logs[vcpu->index];
    const uint32_t action = health_action(vcpu, error);

    if (log->posted - log->printed < LOG_SIZE) {
        log->entry[log->posted % LOG_SIZE] = (struct entry){
            .error = (uint8_t)error,
            .action = (uint8_t)action,
            .field = {detail, (uint32_t)code, (uint32_t)address, (uint32_t)pc},
        };
        log->posted++;
    } else {
        log->lost++;
    }
    trace(vcpu->index + 1, BH_TRACE_HEALTH, error, detail, (uint32_t)address, (uint32_t)pc);

    if (action < ACTION_MODULE) {
        partition_act(vcpu, action, BH_START_HM_PARTITION_RESTART);
    } else if (action != ACTION_MODULE + BH_MODULE_IGNORE) {
        health_module = action - ACTION_MODULE;
        work |= WORK_MODE;
    }
}

/* What the character after a % stands for. */
static const char *health_field(struct log *log, const struct vcpu *vcpu,
                                const struct entry *entry, char kind)
{
    switch (kind) {
    case 'p':
        return vcpu->partition->name;
    case 'e':
        return error_name[entry->error];
    case 'a':
        return action_text[entry->action];
    default:
        for (uint32_t i = 0; i < 8; i++) {
            log->number[i] = "0123456789abcdef"[(entry->field[kind - '0'] >> (28 - 4 * i)) & 15];
        }
        return log->number;
    }
}

bool health_waiting(const struct vcpu *vcpu)
{
    return logs[vcpu->index].posted != logs[vcpu->index].printed;
}

char health_print(const struct vcpu *vcpu)
{
    struct log *log = &logs[vcpu->index];
    const struct entry *entry = &log->entry[log->printed % LOG_SIZE];

    if (log->text == NULL) {
        log->text = error_text[entry->error];
    }
    if (log->name == NULL && *log->text == '%') {
        log->name = health_field(log, vcpu, entry, log->text[1]);
        log->text += 2;
    }
    if (log->name != NULL) {
        const char character = *log->name++;
        if (*log->name == '\0') {
            log->name = NULL;
        }
        return character;
    }
    const char character = *log->text++;
    if (*log->text == '\0') {
        log->text = NULL;
        log->printed++;
    }
    return character;
}
