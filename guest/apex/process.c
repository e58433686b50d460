/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Process management services. The order of the checks is the standard's. */
#include "runtime.h"

#include "life.h"

/* A process with its name in front, as the table wants it. */
struct named_process {
    PROCESS_NAME_TYPE name;
    struct apex_process process;
};

APEX_TABLE(processes, SYSTEM_LIMIT_NUMBER_OF_PROCESSES);

struct apex_process apex_main;

struct apex_process *apex_process_find(PROCESS_ID_TYPE id)
{
    struct named_process *const entry = apex_object(&processes, id);
    return entry != NULL ? &entry->process : NULL;
}

uint32_t apex_process_count(void)
{
    return processes.count;
}

struct apex_process *apex_process_at(uint32_t index)
{
    return &((struct named_process *)processes.entries[index])->process;
}

static bool is_periodic(const struct apex_process *process)
{
    return process->attributes.PERIOD > 0;
}

static bool is_dormant(const struct apex_process *process)
{
    return (process->held & HELD_DORMANT) != 0;
}

static bool priority_valid(PRIORITY_TYPE priority)
{
    return priority >= MIN_PRIORITY_VALUE && priority <= MAX_PRIORITY_VALUE;
}

/* Creation. */

static RETURN_CODE_TYPE attributes_check(const PROCESS_ATTRIBUTE_TYPE *attributes)
{
    const SYSTEM_TIME_TYPE period = attributes->PERIOD, capacity = attributes->TIME_CAPACITY;
    const SYSTEM_TIME_TYPE own = (SYSTEM_TIME_TYPE)bh_descriptor()->period;

    if (attributes->STACK_SIZE == 0 || !priority_valid(attributes->BASE_PRIORITY) || period == 0 ||
        capacity == 0 || (attributes->DEADLINE != SOFT && attributes->DEADLINE != HARD)) {
        return INVALID_PARAM;
    }
    if (period > 0 && (own == 0 || bh_descriptor()->periodic == 0 || period % own != 0)) {
        return INVALID_CONFIG;
    }
    if (period > 0 && capacity > period) {
        return INVALID_PARAM;
    }
    return apex_normal() ? INVALID_MODE : NO_ERROR;
}

static RETURN_CODE_TYPE create_process(const PROCESS_ATTRIBUTE_TYPE *attributes,
                                       PROCESS_ID_TYPE *id)
{
    if (apex_table_full(&processes)) {
        return INVALID_CONFIG;
    }
    if (apex_object_find(&processes, attributes->NAME) != 0) {
        return NO_ACTION;
    }
    const RETURN_CODE_TYPE code = attributes_check(attributes);
    if (code != NO_ERROR) {
        return code;
    }
    if (!apex_memory_left(sizeof(struct named_process), attributes->STACK_SIZE)) {
        return INVALID_CONFIG;
    }
    struct named_process *const entry = apex_memory(sizeof *entry);
    struct apex_process *const process = &entry->process;
    apex_stack_give(process, attributes->STACK_SIZE);
    process->held = HELD_DORMANT;
    process->priority = attributes->BASE_PRIORITY;
    process->retained = process->priority;
    process->attributes = *attributes;
    process->deadline_time = INFINITE_TIME_VALUE;
    process->wake.process = process;
    process->deadline.process = process;
    process->id = apex_object_enter(&processes, entry, attributes->NAME);
    *id = process->id;
    return NO_ERROR;
}

void CREATE_PROCESS(PROCESS_ATTRIBUTE_TYPE *ATTRIBUTES, PROCESS_ID_TYPE *PROCESS_ID,
                    RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(create_process(ATTRIBUTES, PROCESS_ID));
}

/* Priority. */

static RETURN_CODE_TYPE set_priority(PROCESS_ID_TYPE id, PRIORITY_TYPE priority)
{
    struct apex_process *const process = apex_process_find(id);
    if (process == NULL || !priority_valid(priority)) {
        return INVALID_PARAM;
    }
    if (is_dormant(process)) {
        return INVALID_MODE;
    }
    process->retained = priority;
    if (process->mutex == NULL) {
        apex_priority_change(process, priority, false);
    }
    return NO_ERROR;
}

void SET_PRIORITY(PROCESS_ID_TYPE PROCESS_ID, PRIORITY_TYPE PRIORITY_VALUE,
                  RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(set_priority(PROCESS_ID, PRIORITY_VALUE));
}

/* Suspension. */

static RETURN_CODE_TYPE suspend_self(SYSTEM_TIME_TYPE time_out)
{
    if (!apex_may_wait()) {
        return INVALID_MODE;
    }
    if (!apex_time_out_valid(time_out)) {
        return INVALID_PARAM;
    }
    if (is_periodic(apex_current)) {
        return INVALID_MODE;
    }
    apex_current->result = NO_ERROR; /* if not the time ends it */
    return time_out == 0 ? NO_ERROR : apex_wait(NULL, HELD_SUSPENDED, time_out, TIMED_OUT);
}

void SUSPEND_SELF(SYSTEM_TIME_TYPE TIME_OUT, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(suspend_self(TIME_OUT));
}

static RETURN_CODE_TYPE suspend(PROCESS_ID_TYPE id)
{
    struct apex_process *const process = apex_process_find(id);
    if (process == NULL || process == apex_current) {
        return INVALID_PARAM;
    }
    if ((process->held & (HELD_DORMANT | HELD_FAULTED)) != 0 || is_periodic(process)) {
        return INVALID_MODE;
    }
    if ((process->held & HELD_SUSPENDED) != 0) {
        return NO_ACTION;
    }
    if (process->mutex != NULL || process->awaited != NULL) {
        return INVALID_MODE;
    }
    apex_hold(process, HELD_SUSPENDED);
    return NO_ERROR;
}

void SUSPEND(PROCESS_ID_TYPE PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(suspend(PROCESS_ID));
}

/* What ends a suspension by the process itself ends its time-out too. The result of a wait that ended
 * meanwhile stays. */
static void resume_suspended(struct apex_process *process)
{
    if ((process->held & HELD_BLOCKED) == 0) {
        apex_timer_cancel(&process->wake);
    }
    apex_free(process, HELD_SUSPENDED);
}

static RETURN_CODE_TYPE resume(PROCESS_ID_TYPE id)
{
    struct apex_process *const process = apex_process_find(id);
    if (process == NULL || process == apex_current) {
        return INVALID_PARAM;
    }
    const bool faulted = (process->held & HELD_FAULTED) != 0;
    if (is_dormant(process) || (is_periodic(process) && !faulted) || (faulted && process->lost)) {
        return INVALID_MODE;
    }
    if (faulted) {
        apex_free(process, HELD_FAULTED);
        return NO_ERROR;
    }
    if ((process->held & HELD_SUSPENDED) == 0) {
        return NO_ACTION;
    }
    resume_suspended(process);
    return NO_ERROR;
}

void RESUME(PROCESS_ID_TYPE PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(resume(PROCESS_ID));
}

/* Start and stop. */

void STOP_SELF(void)
{
    apex_enter();
    if (apex_current == &apex_main) {
        apex_end();
    }
    apex_process_stop(apex_current);
    if (apex_current == &apex_handler) {
        apex_handler_stopped();
    }
    apex_abandon();
}

static RETURN_CODE_TYPE stop(PROCESS_ID_TYPE id)
{
    struct apex_process *const process = apex_process_find(id);
    if (process == NULL || process == apex_current) {
        return INVALID_PARAM;
    }
    if (is_dormant(process)) {
        return NO_ACTION;
    }
    apex_process_stop(process);
    return NO_ERROR;
}

void STOP(PROCESS_ID_TYPE PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(stop(PROCESS_ID));
}

/* Whether delay and capacity from now, and from the next release point, can be told. */
static bool deadline_exists(const struct apex_process *process, SYSTEM_TIME_TYPE delay)
{
    const SYSTEM_TIME_TYPE capacity = process->attributes.TIME_CAPACITY;
    const SYSTEM_TIME_TYPE wait = is_periodic(process) ? (SYSTEM_TIME_TYPE)bh_descriptor()->period : 0;
    SYSTEM_TIME_TYPE time = apex_time_sum(apex_now(), wait);

    time = time < 0 ? -1 : apex_time_sum(time, delay);
    return time >= 0 && (capacity < 0 || apex_time_sum(time, capacity) >= 0);
}

static RETURN_CODE_TYPE start(struct apex_process *process, SYSTEM_TIME_TYPE delay)
{
    if (!is_dormant(process)) {
        return NO_ACTION;
    }
    if (!deadline_exists(process, delay)) {
        return INVALID_CONFIG;
    }
    apex_process_start(process, delay);
    return NO_ERROR;
}

static RETURN_CODE_TYPE start_now(PROCESS_ID_TYPE id)
{
    struct apex_process *const process = apex_process_find(id);
    return process == NULL ? INVALID_PARAM : start(process, 0);
}

void START(PROCESS_ID_TYPE PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(start_now(PROCESS_ID));
}

static RETURN_CODE_TYPE delayed_start(PROCESS_ID_TYPE id, SYSTEM_TIME_TYPE delay)
{
    struct apex_process *const process = apex_process_find(id);
    if (process == NULL || delay < 0 || !apex_time_out_valid(delay) ||
        (is_periodic(process) && delay >= process->attributes.PERIOD)) {
        return INVALID_PARAM;
    }
    return start(process, delay);
}

void DELAYED_START(PROCESS_ID_TYPE PROCESS_ID, SYSTEM_TIME_TYPE DELAY_TIME,
                   RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(delayed_start(PROCESS_ID, DELAY_TIME));
}

/* Who is who. */

static RETURN_CODE_TYPE get_my_id(PROCESS_ID_TYPE *id)
{
    if (apex_current == &apex_handler) {
        return INVALID_MODE;
    }
    *id = apex_current->id;
    return NO_ERROR;
}

void GET_MY_ID(PROCESS_ID_TYPE *PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(get_my_id(PROCESS_ID));
}

static RETURN_CODE_TYPE get_my_index(PROCESS_INDEX_TYPE *index)
{
    if (apex_current == &apex_handler || apex_current == &apex_main) {
        return INVALID_MODE;
    }
    *index = apex_current->id - 1;
    return NO_ERROR;
}

void GET_MY_INDEX(PROCESS_INDEX_TYPE *PROCESS_INDEX, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(get_my_index(PROCESS_INDEX));
}

void GET_PROCESS_ID(char *PROCESS_NAME, PROCESS_ID_TYPE *PROCESS_ID,
                    RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(apex_object_id(&processes, PROCESS_NAME, PROCESS_ID));
}

static PROCESS_STATE_TYPE state_of(const struct apex_process *process)
{
    return is_dormant(process)                      ? DORMANT
           : (process->held & HELD_FAULTED) != 0    ? FAULTED
           : process->held != 0                     ? WAITING
           : process == apex_current                ? RUNNING
                                                    : READY;
}

static RETURN_CODE_TYPE get_process_status(PROCESS_ID_TYPE id, PROCESS_STATUS_TYPE *status)
{
    const struct apex_process *const process = apex_process_find(id);
    if (process == NULL) {
        return INVALID_PARAM;
    }
    status->DEADLINE_TIME = process->deadline_time;
    status->CURRENT_PRIORITY =
        process->priority <= MAX_PRIORITY_VALUE ? process->priority : process->retained;
    status->PROCESS_STATE = state_of(process);
    status->ATTRIBUTES = process->attributes;
    return NO_ERROR;
}

void GET_PROCESS_STATUS(PROCESS_ID_TYPE PROCESS_ID, PROCESS_STATUS_TYPE *PROCESS_STATUS,
                        RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(get_process_status(PROCESS_ID, PROCESS_STATUS));
}

/* Cores: there is one, number 0. */

static RETURN_CODE_TYPE initialize_core(PROCESS_ID_TYPE id, PROCESSOR_CORE_ID_TYPE core)
{
    if (apex_process_find(id) == NULL) {
        return INVALID_PARAM;
    }
    if (core != 0 && core != CORE_AFFINITY_NO_PREFERENCE) {
        return INVALID_CONFIG;
    }
    return apex_normal() ? INVALID_MODE : NO_ERROR;
}

void INITIALIZE_PROCESS_CORE_AFFINITY(PROCESS_ID_TYPE PROCESS_ID,
                                      PROCESSOR_CORE_ID_TYPE PROCESSOR_CORE_ID,
                                      RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(initialize_core(PROCESS_ID, PROCESSOR_CORE_ID));
}

void GET_MY_PROCESSOR_CORE_ID(PROCESSOR_CORE_ID_TYPE *PROCESSOR_CORE_ID,
                              RETURN_CODE_TYPE *RETURN_CODE)
{
    *PROCESSOR_CORE_ID = 0;
    *RETURN_CODE = NO_ERROR;
}
