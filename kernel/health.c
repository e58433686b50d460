/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Health monitoring. See health.h. */
#include "health.h"

#include <stddef.h>

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
static const char *const error_text[BH_ERROR_COUNT] = {
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
static const char *const error_name[BH_ERROR_COUNT] = {BH_ERRORS(ERROR_NAME)};

static const char *const action_text[] = {
    [BH_ACTION_IGNORE] = "ignored",
    [BH_ACTION_IDLE] = "partition stopped",
    [BH_ACTION_COLD_START] = "partition restarts cold",
    [BH_ACTION_WARM_START] = "partition restarts warm",
};

static struct log {
    struct entry entry[LOG_SIZE];
    uint32_t posted, printed;
    uint32_t lost;
    /* Where printing stands: in the error's text, in a name within it, in a number within it. */
    const char *text, *name;
    uint32_t number, digits;
} logs[BH_PARTITIONS_MAX];

void health_post(struct vcpu *vcpu, uint32_t error, uint32_t detail, bh_word code,
                 bh_word address, bh_word pc)
{
    struct log *log = &logs[vcpu->index];
    const uint32_t action = vcpu->partition->action[error];

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

    switch (action) {
    case BH_ACTION_IDLE:
        partition_request(vcpu, BH_MODE_IDLE, 0, BH_EXIT_HEALTH);
        break;
    case BH_ACTION_COLD_START:
        partition_request(vcpu, BH_MODE_COLD_START, BH_START_HM_PARTITION_RESTART, 0);
        break;
    case BH_ACTION_WARM_START:
        partition_request(vcpu, BH_MODE_WARM_START, BH_START_HM_PARTITION_RESTART, 0);
        break;
    default:
        break;
    }
}

/* Starts what the character after a % stands for. */
static void health_field(struct log *log, const struct vcpu *vcpu, const struct entry *entry,
                         char kind)
{
    switch (kind) {
    case 'p':
        log->name = vcpu->partition->name;
        break;
    case 'e':
        log->name = error_name[entry->error];
        break;
    case 'a':
        log->name = action_text[entry->action];
        break;
    default:
        log->number = entry->field[kind - '0'];
        log->digits = 8;
        break;
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

    if (log->digits == 0 && log->name == NULL) {
        if (log->text == NULL) {
            log->text = error_text[entry->error];
        }
        if (*log->text == '%') {
            health_field(log, vcpu, entry, log->text[1]);
            log->text += 2;
        }
    }
    if (log->digits > 0) {
        log->digits--;
        return "0123456789abcdef"[(log->number >> (4 * log->digits)) & 15];
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
