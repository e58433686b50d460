/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Mutexes, with immediate priority ceiling: the owner has the mutex' priority until it gives it back.
 * Preemption locking is a mutex whose priority is above all, so the processor needs no rule for it.
 */
#include "runtime.h"

struct apex_mutex {
    MUTEX_NAME_TYPE name;
    PRIORITY_TYPE priority;
    struct apex_process *owner;
    LOCK_COUNT_TYPE count;
    struct apex_queue waiting;
    MUTEX_ID_TYPE id;
};

APEX_TABLE(mutexes, SYSTEM_LIMIT_NUMBER_OF_MUTEXES);

static struct apex_mutex preemption_lock = {.priority = APEX_PRIORITY_LOCK,
                                            .id = PREEMPTION_LOCK_MUTEX};

static void own(struct apex_mutex *mutex, struct apex_process *process)
{
    mutex->owner = process;
    mutex->count = 1;
    process->mutex = mutex;
    process->retained = process->priority;
    if (process->priority != mutex->priority) {
        apex_priority_change(process, mutex->priority, false);
    }
}

/* The owner has its own priority again, before others that have it too: it did not wait. */
static void disown(struct apex_mutex *mutex)
{
    struct apex_process *const owner = mutex->owner;

    owner->mutex = NULL;
    mutex->owner = NULL;
    mutex->count = 0;
    if (owner->priority != owner->retained) {
        apex_priority_change(owner, owner->retained, true);
    }
}

/* The next one that waits gets it. */
static void hand_over(struct apex_mutex *mutex)
{
    disown(mutex);
    struct apex_process *const next = apex_queue_first(&mutex->waiting);
    if (next != NULL) {
        next->awaited = NULL;
        apex_queue_remove(next);
        own(mutex, next);
        apex_serve(next, NO_ERROR);
    }
}

/* Preemption lock. */

LOCK_LEVEL_TYPE apex_lock_level(void)
{
    return preemption_lock.count;
}

void apex_lock_drop(struct apex_process *process)
{
    if (process->mutex == &preemption_lock) {
        disown(&preemption_lock);
    }
}

static RETURN_CODE_TYPE lock_preemption(LOCK_LEVEL_TYPE *level)
{
    if (apex_current == &apex_handler || !apex_normal()) {
        *level = preemption_lock.count;
        return NO_ACTION;
    }
    if (preemption_lock.count == MAX_LOCK_LEVEL) {
        return INVALID_CONFIG;
    }
    if (apex_current->mutex != NULL && apex_current->mutex != &preemption_lock) {
        return INVALID_MODE;
    }
    if (preemption_lock.owner == NULL) {
        own(&preemption_lock, apex_current);
    } else {
        preemption_lock.count++;
    }
    *level = preemption_lock.count;
    return NO_ERROR;
}

void LOCK_PREEMPTION(LOCK_LEVEL_TYPE *LOCK_LEVEL, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(lock_preemption(LOCK_LEVEL));
}

/* Who calls this with the lock taken is its owner: nobody else runs, but for the error handler. */
static RETURN_CODE_TYPE unlock_preemption(LOCK_LEVEL_TYPE *level)
{
    if (apex_current == &apex_handler || !apex_normal() || preemption_lock.count == 0) {
        *level = preemption_lock.count;
        return NO_ACTION;
    }
    if (preemption_lock.count > 1) {
        preemption_lock.count--;
    } else {
        disown(&preemption_lock);
    }
    *level = preemption_lock.count;
    return NO_ERROR;
}

void UNLOCK_PREEMPTION(LOCK_LEVEL_TYPE *LOCK_LEVEL, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(unlock_preemption(LOCK_LEVEL));
}

/* The mutexes that have names. */

static RETURN_CODE_TYPE create_mutex(const char *name, PRIORITY_TYPE priority,
                                     QUEUING_DISCIPLINE_TYPE discipline, MUTEX_ID_TYPE *id)
{
    if (apex_table_full(&mutexes)) {
        return INVALID_CONFIG;
    }
    if (apex_object_find(&mutexes, name) != 0) {
        return NO_ACTION;
    }
    if (priority < MIN_PRIORITY_VALUE || priority > MAX_PRIORITY_VALUE ||
        !apex_discipline_valid(discipline)) {
        return INVALID_PARAM;
    }
    if (apex_normal()) {
        return INVALID_MODE;
    }
    struct apex_mutex *const mutex = apex_memory(sizeof *mutex);
    if (mutex == NULL) {
        return INVALID_CONFIG;
    }
    mutex->priority = priority;
    apex_queue_init(&mutex->waiting, discipline);
    mutex->id = apex_object_enter(&mutexes, mutex, name);
    *id = mutex->id;
    return NO_ERROR;
}

void CREATE_MUTEX(char *MUTEX_NAME, PRIORITY_TYPE MUTEX_PRIORITY,
                  QUEUING_DISCIPLINE_TYPE QUEUING_DISCIPLINE, MUTEX_ID_TYPE *MUTEX_ID,
                  RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(create_mutex(MUTEX_NAME, MUTEX_PRIORITY, QUEUING_DISCIPLINE, MUTEX_ID));
}

static RETURN_CODE_TYPE acquire_again(struct apex_mutex *mutex)
{
    if (mutex->count == MAX_LOCK_LEVEL) {
        return INVALID_CONFIG;
    }
    mutex->count++;
    return NO_ERROR;
}

static RETURN_CODE_TYPE acquire_mutex(MUTEX_ID_TYPE id, SYSTEM_TIME_TYPE time_out)
{
    struct apex_mutex *const mutex = apex_object(&mutexes, id);
    struct apex_process *const process = apex_current;

    if (mutex == NULL || !apex_time_out_valid(time_out)) {
        return INVALID_PARAM;
    }
    if (process == &apex_handler || process == &apex_main ||
        (process->mutex != NULL && process->mutex != mutex) ||
        process->priority > mutex->priority) {
        return INVALID_MODE;
    }
    if (mutex->owner == process) {
        return acquire_again(mutex);
    }
    if (mutex->owner == NULL) {
        own(mutex, process);
        return NO_ERROR;
    }
    process->awaited = time_out != 0 ? mutex : NULL;
    const RETURN_CODE_TYPE code = apex_block(&mutex->waiting, time_out);
    process->awaited = NULL;
    return code;
}

void ACQUIRE_MUTEX(MUTEX_ID_TYPE MUTEX_ID, SYSTEM_TIME_TYPE TIME_OUT, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(acquire_mutex(MUTEX_ID, TIME_OUT));
}

static RETURN_CODE_TYPE release_mutex(MUTEX_ID_TYPE id)
{
    struct apex_mutex *const mutex = apex_object(&mutexes, id);
    if (mutex == NULL) {
        return INVALID_PARAM;
    }
    if (mutex->owner != apex_current) {
        return INVALID_MODE;
    }
    if (mutex->count > 1) {
        mutex->count--;
    } else {
        hand_over(mutex);
    }
    return NO_ERROR;
}

void RELEASE_MUTEX(MUTEX_ID_TYPE MUTEX_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(release_mutex(MUTEX_ID));
}

static RETURN_CODE_TYPE reset_mutex(MUTEX_ID_TYPE id, PROCESS_ID_TYPE owner)
{
    struct apex_mutex *const mutex = apex_object(&mutexes, id);
    struct apex_process *const process = apex_process_find(owner);
    if (mutex == NULL || process == NULL) {
        return INVALID_PARAM;
    }
    if (mutex->owner != process) {
        return INVALID_MODE;
    }
    hand_over(mutex);
    return NO_ERROR;
}

void RESET_MUTEX(MUTEX_ID_TYPE MUTEX_ID, PROCESS_ID_TYPE PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(reset_mutex(MUTEX_ID, PROCESS_ID));
}

void GET_MUTEX_ID(char *MUTEX_NAME, MUTEX_ID_TYPE *MUTEX_ID,
                  RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(apex_object_id(&mutexes, MUTEX_NAME, MUTEX_ID));
}

static RETURN_CODE_TYPE get_mutex_status(MUTEX_ID_TYPE id, MUTEX_STATUS_TYPE *status)
{
    const struct apex_mutex *const mutex =
        id == PREEMPTION_LOCK_MUTEX ? &preemption_lock : apex_object(&mutexes, id);
    if (mutex == NULL) {
        return INVALID_PARAM;
    }
    status->MUTEX_OWNER = mutex->owner != NULL ? mutex->owner->id : NULL_PROCESS_ID;
    status->MUTEX_STATE = mutex->owner != NULL ? OWNED : AVAILABLE;
    status->MUTEX_PRIORITY =
        mutex->priority <= MAX_PRIORITY_VALUE ? mutex->priority : MAX_PRIORITY_VALUE;
    status->LOCK_COUNT = mutex->count;
    status->WAITING_PROCESSES = mutex->waiting.waiting;
    return NO_ERROR;
}

void GET_MUTEX_STATUS(MUTEX_ID_TYPE MUTEX_ID, MUTEX_STATUS_TYPE *MUTEX_STATUS,
                      RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(get_mutex_status(MUTEX_ID, MUTEX_STATUS));
}

static RETURN_CODE_TYPE get_process_mutex_state(PROCESS_ID_TYPE id, MUTEX_ID_TYPE *mutex)
{
    const struct apex_process *const process = apex_process_find(id);
    if (process == NULL) {
        return INVALID_PARAM;
    }
    *mutex = process->mutex != NULL ? process->mutex->id : NO_MUTEX_OWNED;
    return NO_ERROR;
}

void GET_PROCESS_MUTEX_STATE(PROCESS_ID_TYPE PROCESS_ID, MUTEX_ID_TYPE *MUTEX_ID,
                             RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(get_process_mutex_state(PROCESS_ID, MUTEX_ID));
}
