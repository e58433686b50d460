/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Counting semaphores. A signal goes to the next that waits, and counts if nobody does. */
#include "runtime.h"

struct semaphore {
    SEMAPHORE_NAME_TYPE name;
    SEMAPHORE_VALUE_TYPE value, maximum;
    struct apex_queue waiting;
};

APEX_TABLE(semaphores, SYSTEM_LIMIT_NUMBER_OF_SEMAPHORES);

static RETURN_CODE_TYPE create(const char *name, SEMAPHORE_VALUE_TYPE value,
                               SEMAPHORE_VALUE_TYPE maximum, QUEUING_DISCIPLINE_TYPE discipline,
                               SEMAPHORE_ID_TYPE *id)
{
    if (apex_table_full(&semaphores)) {
        return INVALID_CONFIG;
    }
    if (apex_object_find(&semaphores, name) != 0) {
        return NO_ACTION;
    }
    if (value < 0 || maximum < 0 || maximum > MAX_SEMAPHORE_VALUE || value > maximum ||
        !apex_discipline_valid(discipline)) {
        return INVALID_PARAM;
    }
    if (apex_normal()) {
        return INVALID_MODE;
    }
    struct semaphore *const semaphore = apex_memory(sizeof *semaphore);
    if (semaphore == NULL) {
        return INVALID_CONFIG;
    }
    semaphore->value = value;
    semaphore->maximum = maximum;
    apex_queue_init(&semaphore->waiting, discipline);
    *id = apex_object_enter(&semaphores, semaphore, name);
    return NO_ERROR;
}

void CREATE_SEMAPHORE(char *SEMAPHORE_NAME, SEMAPHORE_VALUE_TYPE CURRENT_VALUE,
                      SEMAPHORE_VALUE_TYPE MAXIMUM_VALUE,
                      QUEUING_DISCIPLINE_TYPE QUEUING_DISCIPLINE, SEMAPHORE_ID_TYPE *SEMAPHORE_ID,
                      RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(
        create(SEMAPHORE_NAME, CURRENT_VALUE, MAXIMUM_VALUE, QUEUING_DISCIPLINE, SEMAPHORE_ID));
}

static RETURN_CODE_TYPE wait(SEMAPHORE_ID_TYPE id, SYSTEM_TIME_TYPE time_out)
{
    struct semaphore *const semaphore = apex_object(&semaphores, id);
    if (semaphore == NULL || !apex_time_out_valid(time_out)) {
        return INVALID_PARAM;
    }
    if (semaphore->value == 0) {
        return apex_block(&semaphore->waiting, time_out);
    }
    semaphore->value--;
    return NO_ERROR;
}

void WAIT_SEMAPHORE(SEMAPHORE_ID_TYPE SEMAPHORE_ID, SYSTEM_TIME_TYPE TIME_OUT,
                    RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(wait(SEMAPHORE_ID, TIME_OUT));
}

static RETURN_CODE_TYPE signal(SEMAPHORE_ID_TYPE id)
{
    struct semaphore *const semaphore = apex_object(&semaphores, id);
    if (semaphore == NULL) {
        return INVALID_PARAM;
    }
    struct apex_process *const next = apex_queue_first(&semaphore->waiting);
    if (next != NULL) {
        apex_serve(next, NO_ERROR);
        return NO_ERROR;
    }
    if (semaphore->value == semaphore->maximum) {
        return NO_ACTION;
    }
    semaphore->value++;
    return NO_ERROR;
}

void SIGNAL_SEMAPHORE(SEMAPHORE_ID_TYPE SEMAPHORE_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(signal(SEMAPHORE_ID));
}

void GET_SEMAPHORE_ID(char *SEMAPHORE_NAME, SEMAPHORE_ID_TYPE *SEMAPHORE_ID,
                      RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(apex_object_id(&semaphores, SEMAPHORE_NAME, SEMAPHORE_ID));
}

static RETURN_CODE_TYPE get_status(SEMAPHORE_ID_TYPE id, SEMAPHORE_STATUS_TYPE *status)
{
    const struct semaphore *const semaphore = apex_object(&semaphores, id);
    if (semaphore == NULL) {
        return INVALID_PARAM;
    }
    status->CURRENT_VALUE = semaphore->value;
    status->MAXIMUM_VALUE = semaphore->maximum;
    status->WAITING_PROCESSES = semaphore->waiting.waiting;
    return NO_ERROR;
}

void GET_SEMAPHORE_STATUS(SEMAPHORE_ID_TYPE SEMAPHORE_ID, SEMAPHORE_STATUS_TYPE *SEMAPHORE_STATUS,
                          RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(get_status(SEMAPHORE_ID, SEMAPHORE_STATUS));
}
