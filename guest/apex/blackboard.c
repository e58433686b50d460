/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Blackboards: one message that stays until another one is displayed or it is cleared. */
#include "runtime.h"

struct blackboard {
    BLACKBOARD_NAME_TYPE name;
    MESSAGE_SIZE_TYPE max_size, length; /* length 0: empty */
    struct apex_queue waiting;
    APEX_BYTE message[];
};

APEX_TABLE(blackboards, SYSTEM_LIMIT_NUMBER_OF_BLACKBOARDS);

static RETURN_CODE_TYPE create(const char *name, MESSAGE_SIZE_TYPE max_size,
                               BLACKBOARD_ID_TYPE *id)
{
    if (apex_table_full(&blackboards)) {
        return INVALID_CONFIG;
    }
    if (apex_object_find(&blackboards, name) != 0) {
        return NO_ACTION;
    }
    if (max_size <= 0 || max_size > SYSTEM_LIMIT_MESSAGE_SIZE) {
        return INVALID_PARAM;
    }
    if (apex_normal()) {
        return INVALID_MODE;
    }
    struct blackboard *const board = apex_memory(sizeof *board + (uint32_t)max_size);
    if (board == NULL) {
        return INVALID_CONFIG;
    }
    board->max_size = max_size;
    apex_queue_init(&board->waiting, FIFO);
    *id = apex_object_enter(&blackboards, board, name);
    return NO_ERROR;
}

void CREATE_BLACKBOARD(char *BLACKBOARD_NAME, MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE,
                       BLACKBOARD_ID_TYPE *BLACKBOARD_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(create(BLACKBOARD_NAME, MAX_MESSAGE_SIZE, BLACKBOARD_ID));
}

static RETURN_CODE_TYPE display(BLACKBOARD_ID_TYPE id, MESSAGE_ADDR_TYPE message,
                                MESSAGE_SIZE_TYPE length)
{
    struct blackboard *const board = apex_object(&blackboards, id);
    struct apex_process *reader;
    if (board == NULL || length <= 0 || length > board->max_size) {
        return INVALID_PARAM;
    }
    apex_probe_read(message, length); /* no half of it */
    apex_copy(board->message, message, length);
    board->length = length;
    while ((reader = apex_queue_first(&board->waiting)) != NULL) {
        apex_copy(reader->message, board->message, length);
        reader->length = length;
        apex_serve(reader, NO_ERROR);
    }
    return NO_ERROR;
}

void DISPLAY_BLACKBOARD(BLACKBOARD_ID_TYPE BLACKBOARD_ID, MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                        MESSAGE_SIZE_TYPE LENGTH, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(display(BLACKBOARD_ID, MESSAGE_ADDR, LENGTH));
}

static RETURN_CODE_TYPE read(BLACKBOARD_ID_TYPE id, SYSTEM_TIME_TYPE time_out,
                             MESSAGE_ADDR_TYPE message, MESSAGE_SIZE_TYPE *length)
{
    struct blackboard *const board = apex_object(&blackboards, id);
    if (board == NULL || !apex_time_out_valid(time_out)) {
        return INVALID_PARAM;
    }
    *length = 0;
    if (board->length != 0) {
        apex_copy(message, board->message, board->length);
        *length = board->length;
        return NO_ERROR;
    }
    if (time_out != 0) {
        apex_probe_write(message, board->max_size);
    }
    apex_current->message = message;
    const RETURN_CODE_TYPE code = apex_block(&board->waiting, time_out);
    if (code == NO_ERROR) {
        *length = apex_current->length;
    }
    return code;
}

void READ_BLACKBOARD(BLACKBOARD_ID_TYPE BLACKBOARD_ID, SYSTEM_TIME_TYPE TIME_OUT,
                     MESSAGE_ADDR_TYPE MESSAGE_ADDR, MESSAGE_SIZE_TYPE *LENGTH,
                     RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(read(BLACKBOARD_ID, TIME_OUT, MESSAGE_ADDR, LENGTH));
}

static RETURN_CODE_TYPE clear(BLACKBOARD_ID_TYPE id)
{
    struct blackboard *const board = apex_object(&blackboards, id);
    if (board == NULL) {
        return INVALID_PARAM;
    }
    board->length = 0;
    return NO_ERROR;
}

void CLEAR_BLACKBOARD(BLACKBOARD_ID_TYPE BLACKBOARD_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(clear(BLACKBOARD_ID));
}

void GET_BLACKBOARD_ID(char *BLACKBOARD_NAME, BLACKBOARD_ID_TYPE *BLACKBOARD_ID,
                       RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(apex_object_id(&blackboards, BLACKBOARD_NAME, BLACKBOARD_ID));
}

static RETURN_CODE_TYPE get_status(BLACKBOARD_ID_TYPE id, BLACKBOARD_STATUS_TYPE *status)
{
    const struct blackboard *const board = apex_object(&blackboards, id);
    if (board == NULL) {
        return INVALID_PARAM;
    }
    status->EMPTY_INDICATOR = board->length != 0 ? OCCUPIED : EMPTY;
    status->MAX_MESSAGE_SIZE = board->max_size;
    status->WAITING_PROCESSES = board->waiting.waiting;
    return NO_ERROR;
}

void GET_BLACKBOARD_STATUS(BLACKBOARD_ID_TYPE BLACKBOARD_ID,
                           BLACKBOARD_STATUS_TYPE *BLACKBOARD_STATUS,
                           RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(get_status(BLACKBOARD_ID, BLACKBOARD_STATUS));
}
