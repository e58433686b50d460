/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Events: down until they are set, up until they are reset. */
#include "runtime.h"

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
    return event->state == UP ? NO_ERROR : apex_block(&event->waiting, time_out);
}

void WAIT_EVENT(EVENT_ID_TYPE EVENT_ID, SYSTEM_TIME_TYPE TIME_OUT, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(wait(EVENT_ID, TIME_OUT));
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
