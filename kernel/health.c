/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Health monitoring. See health.h. */
#include "health.h"

#include <stddef.h>

#include "arch.h"
#include "clock.h"
#include "partition.h"
#include "status.h"
#include "trace.h"
#include "virq.h"

/* How an error reads: %0 to %3 are the entry's fields in hexadecimal (enum bh_log_field), %p the
 * partition's name, %e the error's name and %a the action. */
#define TRAP_TEXT   "%p: %e, trap %0, error %1, address %2, pc %3; %a\n"
#define RAISED_TEXT "%p: %e, code %0, detail %1; %a\n"
#define LOST_TEXT   "%p: log entries lost: %0\n"
static const char *const error_text[BH_PARTITION_ERROR_COUNT] = {
    [BH_ERROR_APPLICATION_ERROR] = RAISED_TEXT,
    [BH_ERROR_NUMERIC_ERROR] = TRAP_TEXT,
    [BH_ERROR_ILLEGAL_REQUEST] = TRAP_TEXT,
    [BH_ERROR_MEMORY_VIOLATION] = TRAP_TEXT,
    [BH_ERROR_TRAP] = TRAP_TEXT,
    [BH_ERROR_WINDOW_MISSED] = "%p: %e; %a\n",
    [BH_ERROR_INTERRUPT_STORM] = "%p: %e, line %0; %a\n",
    [BH_ERROR_DEADLINE_MISSED] = RAISED_TEXT,
    [BH_ERROR_STACK_OVERFLOW] = RAISED_TEXT,
};

#define ERROR_NAME(number, name, text) [number] = #name,
const char *const health_error_name[] = {BH_ERRORS(ERROR_NAME)};

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

/* Where printing a partition's log stands. What is printed is a copy: a new entry may take its place. */
static struct printer {
    struct bh_log_entry entry;
    uint32_t printed;
    const char *text, *name; /* what is left of the error's text, and of a name or number within it */
    char number[9];
} printers[BH_PARTITIONS_MAX];

uint32_t health_module;
static const uint8_t (*module_action)[BH_ERRORS_MAX]; /* NULL: before health_init, or the module ends */

void health_init(const struct bh_tables *tables)
{
    module_action = tables->module_action;
    health_module = BH_MODULE_IGNORE;
    for (uint32_t i = 0; i < BH_PARTITIONS_MAX; i++) { /* a reset keeps the logs */
        printers[i].printed = module_status->partition_log[i].posted;
    }
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

/*@ requires \valid(log) && \valid_read(field + (0 .. 3));
  @ requires level == BH_LEVEL_PARTITION || level == BH_LEVEL_MODULE;
  @ requires error < (level == BH_LEVEL_PARTITION ? BH_PARTITION_ERROR_COUNT : BH_ERROR_COUNT);
  @ requires action <= (level == BH_LEVEL_PARTITION ? BH_ACTION_WARM_START : BH_MODULE_RESET);
  @*/
static void health_log(struct bh_log *log, uint32_t error, uint32_t state, uint32_t level,
                       uint32_t action, const uint32_t *field)
{
    log->entry[log->posted++ % BH_LOG_ENTRIES] = (struct bh_log_entry){
        arch_clock(), (uint8_t)error, (uint8_t)state, (uint8_t)level, (uint8_t)action,
        {field[0], field[1], field[2], field[3]}, 0};
}

uint32_t health_module_post(uint32_t error, uint32_t detail, bh_word code, bh_word pc)
{
    const uint8_t (*const actions)[BH_ERRORS_MAX] = module_action;
    if (actions == NULL) {
        return BH_MODULE_SHUTDOWN;
    }
    module_action = NULL; /* a fault from here on would come back for ever */
    const uint32_t state = module_status->state;
    const uint32_t action = actions[state][error];
    health_log(&module_status->module, error, state, BH_LEVEL_MODULE, action,
               (const uint32_t[]){detail, (uint32_t)code, 0, (uint32_t)pc});
    return action;
}

void health_post(struct vcpu *vcpu, uint32_t error, uint32_t detail, bh_word code,
                 bh_word address, bh_word pc)
{
    const enum bh_state state = health_state(vcpu);
    const bool module = (vcpu->partition->module_level[state] & 1u << error) != 0;
    uint32_t action = module_action[BH_STATE_NORMAL][error];

    if (!module) {
        action = partition_act(vcpu, health_escalate(vcpu, vcpu->partition->action[state][error]),
                               BH_START_HM_PARTITION_RESTART);
    } else if (action != BH_MODULE_IGNORE) {
        health_module = action;
        work |= WORK_MODE;
    }
    health_log(&module_status->partition_log[vcpu->index], error, state,
               module ? BH_LEVEL_MODULE : BH_LEVEL_PARTITION, action,
               (const uint32_t[]){detail, (uint32_t)code, (uint32_t)address, (uint32_t)pc});
    trace(vcpu->index + 1, BH_TRACE_HEALTH, error, detail, (uint32_t)address, (uint32_t)pc);
    virq_raise(vcpu, BH_SOURCE_HEALTH, 1, 0);
    work |= WORK_RUN;
}

/* What the character after a % stands for. */
static const char *health_field(struct printer *printer, const struct vcpu *vcpu, char kind)
{
    const struct bh_log_entry *entry = &printer->entry;
    switch (kind) {
    case 'p':
        return vcpu->partition->name;
    case 'e':
        return health_error_name[entry->error];
    case 'a':
        return action_text[entry->action + (entry->level == BH_LEVEL_MODULE ? ACTION_MODULE : 0)];
    default:
        for (uint32_t i = 0; i < 8; i++) {
            printer->number[i] = "0123456789abcdef"[(entry->field[kind - '0'] >> (28 - 4 * i)) & 15];
        }
        return printer->number;
    }
}

/* Begins the oldest entry that is not printed, or tells how many gave way to newer ones. */
static void health_print_next(struct printer *printer, const struct bh_log *log)
{
    const uint32_t waiting = log->posted - printer->printed;
    if (waiting > BH_LOG_ENTRIES) {
        printer->entry.field[0] = waiting - BH_LOG_ENTRIES;
        printer->printed += waiting - BH_LOG_ENTRIES - 1;
        printer->text = LOST_TEXT;
    } else {
        printer->entry = log->entry[printer->printed % BH_LOG_ENTRIES];
        printer->text = error_text[printer->entry.error];
    }
}

bool health_waiting(const struct vcpu *vcpu)
{
    return module_status->partition_log[vcpu->index].posted != printers[vcpu->index].printed;
}

/*@ assigns \result, printers[vcpu->index] \from printers[vcpu->index], *module_status, *vcpu->partition; */
char health_print(const struct vcpu *vcpu)
{
    struct printer *printer = &printers[vcpu->index];

    if (printer->text == NULL) {
        health_print_next(printer, &module_status->partition_log[vcpu->index]);
    }
    if (printer->name == NULL && *printer->text == '%') {
        printer->name = health_field(printer, vcpu, printer->text[1]);
        printer->text += 2;
    }
    const char **from = printer->name != NULL ? &printer->name : &printer->text;
    const char character = *(*from)++;
    if (**from == '\0') {
        *from = NULL;
        if (from == &printer->text) {
            printer->printed++;
        }
    }
    return character;
}
