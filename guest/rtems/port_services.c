/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The ARINC 653 port services. An identifier is the port's index in the descriptor plus one. */
#include <apex.h>

#include <string.h>

#include "ports.h"

_Static_assert((int)SOURCE == (int)BH_PORT_SOURCE && (int)DESTINATION == (int)BH_PORT_DESTINATION,
               "directions have the same numbers");
_Static_assert(BH_NAME_SIZE >= MAX_NAME_LENGTH, "names are compared whole");

/* The index of the configured port of this name and kind, or -1. */
static APEX_INTEGER find(const char *name, uint32_t kind)
{
    for (uint32_t i = 0; i < port_count(); i++) {
        const struct bh_port *const port = port_configured(i);
        if (port->kind == kind && strncmp(port->name, name, MAX_NAME_LENGTH) == 0) {
            return (APEX_INTEGER)i;
        }
    }
    return -1;
}

/* The created port behind an identifier, or NULL. */
static struct port *created(APEX_INTEGER id, uint32_t kind)
{
    struct port *const port = id > 0 ? port_opened((uint32_t)id - 1) : NULL;
    return port != NULL && port->created && port->configured->kind == kind ? port : NULL;
}

static RETURN_CODE_TYPE create(const char *name, uint32_t kind, MESSAGE_SIZE_TYPE size,
                               PORT_DIRECTION_TYPE direction, MESSAGE_RANGE_TYPE capacity,
                               APEX_INTEGER *id, struct port **port)
{
    const APEX_INTEGER index = find(name, kind);
    if (index < 0) {
        return INVALID_CONFIG;
    }
    const struct bh_port *const configured = port_configured((uint32_t)index);
    if (size <= 0 || configured->max_size != (uint32_t)size ||
        configured->direction != (uint32_t)direction || configured->capacity != (uint32_t)capacity) {
        return INVALID_CONFIG;
    }
    *port = port_open((uint32_t)index);
    if (*port == NULL) {
        return INVALID_CONFIG;
    }
    if ((*port)->created) {
        return NO_ACTION;
    }
    *id = index + 1;
    return NO_ERROR;
}

static RETURN_CODE_TYPE get_id(const char *name, uint32_t kind, APEX_INTEGER *id)
{
    const APEX_INTEGER index = find(name, kind);
    if (created(index + 1, kind) == NULL) {
        return INVALID_CONFIG;
    }
    *id = index + 1;
    return NO_ERROR;
}

/* Sampling ports. */

void CREATE_SAMPLING_PORT(char *SAMPLING_PORT_NAME, MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE,
                          PORT_DIRECTION_TYPE PORT_DIRECTION, SYSTEM_TIME_TYPE REFRESH_PERIOD,
                          SAMPLING_PORT_ID_TYPE *SAMPLING_PORT_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    struct port *port;
    *RETURN_CODE = REFRESH_PERIOD == 0
                       ? INVALID_CONFIG
                       : create(SAMPLING_PORT_NAME, BH_PORT_SAMPLING, MAX_MESSAGE_SIZE,
                                PORT_DIRECTION, 0, SAMPLING_PORT_ID, &port);
    if (*RETURN_CODE == NO_ERROR) {
        port->refresh = REFRESH_PERIOD;
        port->created = true;
    }
}

static RETURN_CODE_TYPE write_sampling(SAMPLING_PORT_ID_TYPE id, const void *message,
                                       MESSAGE_SIZE_TYPE length)
{
    struct port *const port = created(id, BH_PORT_SAMPLING);
    if (port == NULL || length <= 0) {
        return INVALID_PARAM;
    }
    if ((uint32_t)length > port->configured->max_size) {
        return INVALID_CONFIG;
    }
    return port_write(port, message, (uint32_t)length) == BH_OK ? NO_ERROR : INVALID_MODE;
}

void WRITE_SAMPLING_MESSAGE(SAMPLING_PORT_ID_TYPE SAMPLING_PORT_ID, MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                            MESSAGE_SIZE_TYPE LENGTH, RETURN_CODE_TYPE *RETURN_CODE)
{
    *RETURN_CODE = write_sampling(SAMPLING_PORT_ID, MESSAGE_ADDR, LENGTH);
}

/* A time stamp in the future is nobody's. */
static bool is_valid(const struct port *port, bh_time time)
{
    const bh_time now = bh_clock_ns();
    return time <= now && (port->refresh < 0 || now - time <= (bh_time)port->refresh);
}

static RETURN_CODE_TYPE read_sampling(SAMPLING_PORT_ID_TYPE id, void *message,
                                      MESSAGE_SIZE_TYPE *length, VALIDITY_TYPE *validity)
{
    struct port *const port = created(id, BH_PORT_SAMPLING);
    struct bh_sample sample;
    if (port == NULL) {
        return INVALID_PARAM;
    }
    if (port->configured->direction != BH_PORT_DESTINATION) {
        return INVALID_MODE;
    }
    const bool some = bh_sampling_read(&port->sampling, message, &sample) == BH_OK;
    const bool valid = some && is_valid(port, sample.time);
    port->valid = valid;
    *length = (MESSAGE_SIZE_TYPE)sample.length;
    *validity = valid ? VALID : INVALID;
    return some ? NO_ERROR : NO_ACTION;
}

void READ_SAMPLING_MESSAGE(SAMPLING_PORT_ID_TYPE SAMPLING_PORT_ID, MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                           MESSAGE_SIZE_TYPE *LENGTH, VALIDITY_TYPE *VALIDITY,
                           RETURN_CODE_TYPE *RETURN_CODE)
{
    *RETURN_CODE = read_sampling(SAMPLING_PORT_ID, MESSAGE_ADDR, LENGTH, VALIDITY);
}

void GET_SAMPLING_PORT_ID(char *SAMPLING_PORT_NAME, SAMPLING_PORT_ID_TYPE *SAMPLING_PORT_ID,
                          RETURN_CODE_TYPE *RETURN_CODE)
{
    *RETURN_CODE = get_id(SAMPLING_PORT_NAME, BH_PORT_SAMPLING, SAMPLING_PORT_ID);
}

void GET_SAMPLING_PORT_STATUS(SAMPLING_PORT_ID_TYPE SAMPLING_PORT_ID,
                              SAMPLING_PORT_STATUS_TYPE *SAMPLING_PORT_STATUS,
                              RETURN_CODE_TYPE *RETURN_CODE)
{
    const struct port *const port = created(SAMPLING_PORT_ID, BH_PORT_SAMPLING);
    if (port == NULL) {
        *RETURN_CODE = INVALID_PARAM;
        return;
    }
    SAMPLING_PORT_STATUS->REFRESH_PERIOD = port->refresh;
    SAMPLING_PORT_STATUS->MAX_MESSAGE_SIZE = (MESSAGE_SIZE_TYPE)port->configured->max_size;
    SAMPLING_PORT_STATUS->PORT_DIRECTION = port->configured->direction;
    SAMPLING_PORT_STATUS->LAST_MSG_VALIDITY = port->valid ? VALID : INVALID;
    *RETURN_CODE = NO_ERROR;
}

/* Queuing ports. */

void CREATE_QUEUING_PORT(char *QUEUING_PORT_NAME, MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE,
                         MESSAGE_RANGE_TYPE MAX_NB_MESSAGE, PORT_DIRECTION_TYPE PORT_DIRECTION,
                         QUEUING_DISCIPLINE_TYPE QUEUING_DISCIPLINE,
                         QUEUING_PORT_ID_TYPE *QUEUING_PORT_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    struct port *port;
    *RETURN_CODE = QUEUING_DISCIPLINE != FIFO && QUEUING_DISCIPLINE != PRIORITY
                       ? INVALID_CONFIG
                       : create(QUEUING_PORT_NAME, BH_PORT_QUEUING, MAX_MESSAGE_SIZE,
                                PORT_DIRECTION, MAX_NB_MESSAGE, QUEUING_PORT_ID, &port);
    if (*RETURN_CODE == NO_ERROR) {
        port->fifo = QUEUING_DISCIPLINE == FIFO;
        port->created = true;
    }
}

/* Module time, 0 not to wait. */
static bool deadline_of(SYSTEM_TIME_TYPE time_out, bh_time *deadline)
{
    const SYSTEM_TIME_TYPE now = (SYSTEM_TIME_TYPE)bh_clock_ns();
    if (time_out <= 0) {
        *deadline = time_out < 0 ? BH_TIME_INFINITE : 0;
        return true;
    }
    *deadline = (bh_time)now + (bh_time)time_out;
    return time_out <= INT64_MAX - now;
}

static RETURN_CODE_TYPE transfer(struct port *port, void *message, uint32_t *length,
                                 bh_time deadline)
{
    switch (port_transfer(port, message, length, deadline)) {
    case BH_OK:
        return NO_ERROR;
    case BH_TIMED_OUT:
        return TIMED_OUT;
    default:
        return NOT_AVAILABLE;
    }
}

static RETURN_CODE_TYPE send(QUEUING_PORT_ID_TYPE id, void *message, MESSAGE_SIZE_TYPE length,
                             SYSTEM_TIME_TYPE time_out)
{
    struct port *const port = created(id, BH_PORT_QUEUING);
    uint32_t bytes = (uint32_t)length;
    bh_time deadline;
    if (port == NULL || length <= 0 || !deadline_of(time_out, &deadline)) {
        return INVALID_PARAM;
    }
    if (bytes > port->configured->max_size) {
        return INVALID_CONFIG;
    }
    if (port->configured->direction != BH_PORT_SOURCE) {
        return INVALID_MODE;
    }
    return transfer(port, message, &bytes, deadline);
}

void SEND_QUEUING_MESSAGE(QUEUING_PORT_ID_TYPE QUEUING_PORT_ID, MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                          MESSAGE_SIZE_TYPE LENGTH, SYSTEM_TIME_TYPE TIME_OUT,
                          RETURN_CODE_TYPE *RETURN_CODE)
{
    *RETURN_CODE = send(QUEUING_PORT_ID, MESSAGE_ADDR, LENGTH, TIME_OUT);
}

static RETURN_CODE_TYPE receive(QUEUING_PORT_ID_TYPE id, SYSTEM_TIME_TYPE time_out, void *message,
                                MESSAGE_SIZE_TYPE *length)
{
    struct port *const port = created(id, BH_PORT_QUEUING);
    uint32_t bytes = 0;
    bh_time deadline;
    if (port == NULL || !deadline_of(time_out, &deadline)) {
        return INVALID_PARAM;
    }
    if (port->configured->direction != BH_PORT_DESTINATION) {
        return INVALID_MODE;
    }
    const RETURN_CODE_TYPE code = transfer(port, message, &bytes, deadline);
    *length = code == NO_ERROR ? (MESSAGE_SIZE_TYPE)bytes : 0;
    return code;
}

void RECEIVE_QUEUING_MESSAGE(QUEUING_PORT_ID_TYPE QUEUING_PORT_ID, SYSTEM_TIME_TYPE TIME_OUT,
                             MESSAGE_ADDR_TYPE MESSAGE_ADDR, MESSAGE_SIZE_TYPE *LENGTH,
                             RETURN_CODE_TYPE *RETURN_CODE)
{
    *RETURN_CODE = receive(QUEUING_PORT_ID, TIME_OUT, MESSAGE_ADDR, LENGTH);
}

void GET_QUEUING_PORT_ID(char *QUEUING_PORT_NAME, QUEUING_PORT_ID_TYPE *QUEUING_PORT_ID,
                         RETURN_CODE_TYPE *RETURN_CODE)
{
    *RETURN_CODE = get_id(QUEUING_PORT_NAME, BH_PORT_QUEUING, QUEUING_PORT_ID);
}

void GET_QUEUING_PORT_STATUS(QUEUING_PORT_ID_TYPE QUEUING_PORT_ID,
                             QUEUING_PORT_STATUS_TYPE *QUEUING_PORT_STATUS,
                             RETURN_CODE_TYPE *RETURN_CODE)
{
    const struct port *const port = created(QUEUING_PORT_ID, BH_PORT_QUEUING);
    if (port == NULL) {
        *RETURN_CODE = INVALID_PARAM;
        return;
    }
    QUEUING_PORT_STATUS->NB_MESSAGE = (MESSAGE_RANGE_TYPE)bh_queue_count(&port->queue);
    QUEUING_PORT_STATUS->MAX_NB_MESSAGE = (MESSAGE_RANGE_TYPE)port->configured->capacity;
    QUEUING_PORT_STATUS->MAX_MESSAGE_SIZE = (MESSAGE_SIZE_TYPE)port->configured->max_size;
    QUEUING_PORT_STATUS->PORT_DIRECTION = port->configured->direction;
    QUEUING_PORT_STATUS->WAITING_PROCESSES = (WAITING_RANGE_TYPE)port->waiting;
    *RETURN_CODE = NO_ERROR;
}

void CLEAR_QUEUING_PORT(QUEUING_PORT_ID_TYPE QUEUING_PORT_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    struct port *const port = created(QUEUING_PORT_ID, BH_PORT_QUEUING);
    if (port == NULL) {
        *RETURN_CODE = INVALID_PARAM;
    } else if (port->configured->direction != BH_PORT_DESTINATION) {
        *RETURN_CODE = INVALID_MODE;
    } else {
        port_clear(port);
        *RETURN_CODE = NO_ERROR;
    }
}
