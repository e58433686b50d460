/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Buffers: a ring of messages. Either senders wait, because it is full, or receivers, because it is
 * empty; so there is one queue. Messages that waiting processes gave or want are copied by whoever
 * serves them, from or to memory that was looked at in their own time.
 */
#include "runtime.h"

struct buffer {
    BUFFER_NAME_TYPE name;
    MESSAGE_SIZE_TYPE max_size;
    MESSAGE_RANGE_TYPE capacity, used, oldest;
    struct apex_queue waiting;
    MESSAGE_SIZE_TYPE *lengths; /* of the messages; `capacity` of both */
    APEX_BYTE *messages;
};

APEX_TABLE(buffers, SYSTEM_LIMIT_NUMBER_OF_BUFFERS);

static RETURN_CODE_TYPE create(const char *name, MESSAGE_SIZE_TYPE max_size,
                               MESSAGE_RANGE_TYPE capacity, QUEUING_DISCIPLINE_TYPE discipline,
                               BUFFER_ID_TYPE *id)
{
    if (apex_table_full(&buffers)) {
        return INVALID_CONFIG;
    }
    if (apex_object_find(&buffers, name) != 0) {
        return NO_ACTION;
    }
    if (max_size <= 0 || max_size > SYSTEM_LIMIT_MESSAGE_SIZE || capacity <= 0 ||
        capacity > SYSTEM_LIMIT_NUMBER_OF_MESSAGES || !apex_discipline_valid(discipline)) {
        return INVALID_PARAM;
    }
    if (apex_normal()) {
        return INVALID_MODE;
    }
    const uint32_t lengths = (uint32_t)capacity * (uint32_t)sizeof(MESSAGE_SIZE_TYPE);
    struct buffer *const buffer =
        apex_memory(sizeof *buffer + lengths + (uint32_t)capacity * (uint32_t)max_size);
    if (buffer == NULL) {
        return INVALID_CONFIG;
    }
    buffer->max_size = max_size;
    buffer->capacity = capacity;
    buffer->lengths = (MESSAGE_SIZE_TYPE *)(buffer + 1);
    buffer->messages = (APEX_BYTE *)buffer->lengths + lengths;
    apex_queue_init(&buffer->waiting, discipline);
    *id = apex_object_enter(&buffers, buffer, name);
    return NO_ERROR;
}

void CREATE_BUFFER(char *BUFFER_NAME, MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE,
                   MESSAGE_RANGE_TYPE MAX_NB_MESSAGE, QUEUING_DISCIPLINE_TYPE QUEUING_DISCIPLINE,
                   BUFFER_ID_TYPE *BUFFER_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(
        create(BUFFER_NAME, MAX_MESSAGE_SIZE, MAX_NB_MESSAGE, QUEUING_DISCIPLINE, BUFFER_ID));
}

static APEX_BYTE *slot(const struct buffer *buffer, MESSAGE_RANGE_TYPE place)
{
    return buffer->messages + place * buffer->max_size;
}

/* The message is whole before it counts, and after it counts no more. */
static void append(struct buffer *buffer, const APEX_BYTE *message, MESSAGE_SIZE_TYPE length)
{
    MESSAGE_RANGE_TYPE place = buffer->oldest + buffer->used;
    place = place < buffer->capacity ? place : place - buffer->capacity;
    apex_copy(slot(buffer, place), message, length);
    buffer->lengths[place] = length;
    buffer->used++;
}

static MESSAGE_SIZE_TYPE take(struct buffer *buffer, APEX_BYTE *message)
{
    const MESSAGE_SIZE_TYPE length = buffer->lengths[buffer->oldest];
    apex_copy(message, slot(buffer, buffer->oldest), length);
    buffer->used--;
    if (++buffer->oldest == buffer->capacity) {
        buffer->oldest = 0;
    }
    return length;
}

static RETURN_CODE_TYPE send(BUFFER_ID_TYPE id, MESSAGE_ADDR_TYPE message, MESSAGE_SIZE_TYPE length,
                             SYSTEM_TIME_TYPE time_out)
{
    struct buffer *const buffer = apex_object(&buffers, id);
    if (buffer == NULL || length <= 0 || length > buffer->max_size ||
        !apex_time_out_valid(time_out)) {
        return INVALID_PARAM;
    }
    if (buffer->used == buffer->capacity) {
        apex_probe_read(message, length);
        apex_current->message = message;
        apex_current->length = length;
        return apex_block(&buffer->waiting, time_out);
    }
    struct apex_process *const receiver = apex_queue_first(&buffer->waiting);
    if (receiver == NULL) {
        append(buffer, message, length);
        return NO_ERROR;
    }
    apex_copy(receiver->message, message, length);
    receiver->length = length;
    apex_serve(receiver, NO_ERROR);
    return NO_ERROR;
}

void SEND_BUFFER(BUFFER_ID_TYPE BUFFER_ID, MESSAGE_ADDR_TYPE MESSAGE_ADDR, MESSAGE_SIZE_TYPE LENGTH,
                 SYSTEM_TIME_TYPE TIME_OUT, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(send(BUFFER_ID, MESSAGE_ADDR, LENGTH, TIME_OUT));
}

static RETURN_CODE_TYPE receive(BUFFER_ID_TYPE id, SYSTEM_TIME_TYPE time_out,
                                MESSAGE_ADDR_TYPE message, MESSAGE_SIZE_TYPE *length)
{
    struct buffer *const buffer = apex_object(&buffers, id);
    if (buffer == NULL || !apex_time_out_valid(time_out)) {
        return INVALID_PARAM;
    }
    *length = 0;
    if (buffer->used == 0) {
        if (time_out != 0) {
            apex_probe_write(message, buffer->max_size);
        }
        apex_current->message = message;
        const RETURN_CODE_TYPE code = apex_block(&buffer->waiting, time_out);
        if (code == NO_ERROR) {
            *length = apex_current->length;
        }
        return code;
    }
    *length = take(buffer, message);
    struct apex_process *const sender = apex_queue_first(&buffer->waiting);
    if (sender != NULL) {
        append(buffer, sender->message, sender->length);
        apex_serve(sender, NO_ERROR);
    }
    return NO_ERROR;
}

void RECEIVE_BUFFER(BUFFER_ID_TYPE BUFFER_ID, SYSTEM_TIME_TYPE TIME_OUT,
                    MESSAGE_ADDR_TYPE MESSAGE_ADDR, MESSAGE_SIZE_TYPE *LENGTH,
                    RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(receive(BUFFER_ID, TIME_OUT, MESSAGE_ADDR, LENGTH));
}

void GET_BUFFER_ID(char *BUFFER_NAME, BUFFER_ID_TYPE *BUFFER_ID,
                   RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(apex_object_id(&buffers, BUFFER_NAME, BUFFER_ID));
}

static RETURN_CODE_TYPE get_status(BUFFER_ID_TYPE id, BUFFER_STATUS_TYPE *status)
{
    const struct buffer *const buffer = apex_object(&buffers, id);
    if (buffer == NULL) {
        return INVALID_PARAM;
    }
    status->NB_MESSAGE = buffer->used;
    status->MAX_NB_MESSAGE = buffer->capacity;
    status->MAX_MESSAGE_SIZE = buffer->max_size;
    status->WAITING_PROCESSES = buffer->waiting.waiting;
    return NO_ERROR;
}

void GET_BUFFER_STATUS(BUFFER_ID_TYPE BUFFER_ID, BUFFER_STATUS_TYPE *BUFFER_STATUS,
                       RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(get_status(BUFFER_ID, BUFFER_STATUS));
}
