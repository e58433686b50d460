/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Events: down until they are set, up until they are reset. */
#include "runtime.h"

#include "life.h"

struct event {
    EVENT_NAME_TYPE name;
    EVENT_STATE_TYPE state;
    struct apex_queue waiting;
};

APEX_TABLE(events, SYSTEM_LIMIT_NUMBER_OF_EVENTS);

static RETURN_CODE_TYPE create(const char *name, EVENT_ID_TYPE *id)
{
    if (apex_table_full(&events)) {
        return INVALID_CONFIG;
    }
    if (apex_object_find(&events, name) != 0) {
        return NO_ACTION;
    }
    if (apex_normal()) {
        return INVALID_MODE;
    }
    struct event *const event = apex_memory(sizeof *event);
    if (event == NULL) {
        return INVALID_CONFIG;
    }
    apex_queue_init(&event->waiting, FIFO);
    *id = apex_object_enter(&events, event, name);
    return NO_ERROR;
}

void CREATE_EVENT(char *EVENT_NAME, EVENT_ID_TYPE *EVENT_ID,
                  RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(create(EVENT_NAME, EVENT_ID));
}

static RETURN_CODE_TYPE set(EVENT_ID_TYPE id)
{
    struct event *const event = apex_object(&events, id);
    struct apex_process *process;
    if (event == NULL) {
        return INVALID_PARAM;
    }
    event->state = UP;
    while ((process = apex_queue_first(&event->waiting)) != NULL) {
        if (process->awaits_activation) {
            apex_deadline_after(process, apex_now());
        }
        apex_serve(process, NO_ERROR);
    }
    return NO_ERROR;
}

void SET_EVENT(EVENT_ID_TYPE EVENT_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(set(EVENT_ID));
}

static RETURN_CODE_TYPE reset(EVENT_ID_TYPE id)
{
    struct event *const event = apex_object(&events, id);
    if (event == NULL) {
        return INVALID_PARAM;
    }
    event->state = DOWN;
    return NO_ERROR;
}

void RESET_EVENT(EVENT_ID_TYPE EVENT_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(reset(EVENT_ID));
}

static RETURN_CODE_TYPE wait(EVENT_ID_TYPE id, SYSTEM_TIME_TYPE time_out)
{
    struct event *const event = apex_object(&events, id);
    if (event == NULL || !apex_time_out_valid(time_out)) {
        return INVALID_PARAM;
    }
    apex_current->awaits_activation = false;
    return event->state == UP ? NO_ERROR : apex_block(&event->waiting, time_out);
}

void WAIT_EVENT(EVENT_ID_TYPE EVENT_ID, SYSTEM_TIME_TYPE TIME_OUT, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(wait(EVENT_ID, TIME_OUT));
}

/* To an aperiodic process what PERIODIC_WAIT is to a periodic one: an activation ends, and with it its
 * deadline; the event begins the next one. */
static RETURN_CODE_TYPE aperiodic_wait(EVENT_ID_TYPE id)
{
    struct event *const event = apex_object(&events, id);
    struct apex_process *const process = apex_current;
    if (event == NULL) {
        return INVALID_PARAM;
    }
    if (!apex_may_wait() || process->attributes.PERIOD > 0) {
        return INVALID_MODE;
    }
    const SYSTEM_TIME_TYPE now = apex_now();
    apex_timer_expire(now); /* a deadline that has just passed was missed */
    if (event->state == UP) {
        apex_deadline_after(process, now);
        return NO_ERROR;
    }
    apex_deadline_set(process, -1);
    process->awaits_activation = true;
    return apex_block(&event->waiting, INFINITE_TIME_VALUE);
}

void APERIODIC_WAIT_EVENT(EVENT_ID_TYPE EVENT_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(aperiodic_wait(EVENT_ID));
}

void GET_EVENT_ID(char *EVENT_NAME, EVENT_ID_TYPE *EVENT_ID,
                  RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(apex_object_id(&events, EVENT_NAME, EVENT_ID));
}

static RETURN_CODE_TYPE get_status(EVENT_ID_TYPE id, EVENT_STATUS_TYPE *status)
{
    const struct event *const event = apex_object(&events, id);
    if (event == NULL) {
        return INVALID_PARAM;
    }
    status->EVENT_STATE = event->state;
    status->WAITING_PROCESSES = event->waiting.waiting;
    return NO_ERROR;
}

void GET_EVENT_STATUS(EVENT_ID_TYPE EVENT_ID, EVENT_STATUS_TYPE *EVENT_STATUS,
                      RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(get_status(EVENT_ID, EVENT_STATUS));
}
