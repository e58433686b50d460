/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Sampling ports, on the layer's. How old a valid message may be is the program's word. */
#include "ARINC653P2.h"
#include "port_name.h"

struct sampling_port {
    SAMPLING_PORT_NAME_TYPE name;
    struct bh_sampling sampling;
    PORT_DIRECTION_TYPE direction;
    MESSAGE_SIZE_TYPE max_size;
    SYSTEM_TIME_TYPE refresh;
    VALIDITY_TYPE validity; /* of the message that was read last */
    uint32_t number;        /* of that message; 0: none was */
};

APEX_TABLE(ports, SYSTEM_LIMIT_NUMBER_OF_SAMPLING_PORTS);

static RETURN_CODE_TYPE create(const char *name, MESSAGE_SIZE_TYPE size,
                               PORT_DIRECTION_TYPE direction, SYSTEM_TIME_TYPE refresh,
                               SAMPLING_PORT_ID_TYPE *id)
{
    const struct bh_port *const configured = apex_port(name, BH_PORT_SAMPLING, size, direction);
    if (apex_table_full(&ports) || configured == NULL || refresh == 0) {
        return INVALID_CONFIG;
    }
    if (apex_object_find(&ports, name) != 0) {
        return NO_ACTION;
    }
    if (apex_normal()) {
        return INVALID_MODE;
    }
    struct sampling_port *const port = apex_memory(sizeof *port);
    if (port == NULL) {
        return INVALID_CONFIG;
    }
    bh_sampling_open(&port->sampling, configured);
    port->direction = direction;
    port->max_size = size;
    port->refresh = refresh;
    *id = apex_object_enter(&ports, port, name);
    return NO_ERROR;
}

void CREATE_SAMPLING_PORT(char *SAMPLING_PORT_NAME, MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE,
                          PORT_DIRECTION_TYPE PORT_DIRECTION, SYSTEM_TIME_TYPE REFRESH_PERIOD,
                          SAMPLING_PORT_ID_TYPE *SAMPLING_PORT_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(create(SAMPLING_PORT_NAME, MAX_MESSAGE_SIZE, PORT_DIRECTION, REFRESH_PERIOD,
                        SAMPLING_PORT_ID));
}

/* A bad address is a fault before the message counts: the old one stays. */
static RETURN_CODE_TYPE write(SAMPLING_PORT_ID_TYPE id, MESSAGE_ADDR_TYPE message,
                              MESSAGE_SIZE_TYPE length)
{
    struct sampling_port *const port = apex_object(&ports, id);
    if (port == NULL || length <= 0) {
        return INVALID_PARAM;
    }
    if (length > port->max_size) {
        return INVALID_CONFIG;
    }
    if (port->direction != SOURCE) {
        return INVALID_MODE;
    }
    bh_sampling_write(&port->sampling, message, (uint32_t)length);
    return NO_ERROR;
}

void WRITE_SAMPLING_MESSAGE(SAMPLING_PORT_ID_TYPE SAMPLING_PORT_ID, MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                            MESSAGE_SIZE_TYPE LENGTH, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(write(SAMPLING_PORT_ID, MESSAGE_ADDR, LENGTH));
}

/* A time stamp in the future is nobody's. */
static VALIDITY_TYPE validity_of(const struct sampling_port *port, const struct bh_sample *sample)
{
    const SYSTEM_TIME_TYPE age = apex_now() - (SYSTEM_TIME_TYPE)sample->time;
    return sample->time <= (bh_time)INT64_MAX && age >= 0 &&
                   (port->refresh < 0 || age <= port->refresh)
               ? VALID
               : INVALID;
}

static RETURN_CODE_TYPE read(SAMPLING_PORT_ID_TYPE id, MESSAGE_ADDR_TYPE message,
                             MESSAGE_SIZE_TYPE *length, VALIDITY_TYPE *validity)
{
    struct sampling_port *const port = apex_object(&ports, id);
    struct bh_sample sample;
    if (port == NULL) {
        return INVALID_PARAM;
    }
    if (port->direction != DESTINATION) {
        return INVALID_MODE;
    }
    *length = 0;
    *validity = port->validity = INVALID;
    if (bh_sampling_read(&port->sampling, message, &sample) != BH_OK) {
        return NO_ACTION;
    }
    *length = (MESSAGE_SIZE_TYPE)sample.length;
    port->number = sample.number;
    *validity = port->validity = validity_of(port, &sample);
    return NO_ERROR;
}

void READ_SAMPLING_MESSAGE(SAMPLING_PORT_ID_TYPE SAMPLING_PORT_ID, MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                           MESSAGE_SIZE_TYPE *LENGTH, VALIDITY_TYPE *VALIDITY,
                           RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(read(SAMPLING_PORT_ID, MESSAGE_ADDR, LENGTH, VALIDITY));
}

void GET_SAMPLING_PORT_ID(char *SAMPLING_PORT_NAME, SAMPLING_PORT_ID_TYPE *SAMPLING_PORT_ID,
                          RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(apex_object_id(&ports, SAMPLING_PORT_NAME, SAMPLING_PORT_ID));
}

static RETURN_CODE_TYPE get_status(SAMPLING_PORT_ID_TYPE id, SAMPLING_PORT_STATUS_TYPE *status)
{
    const struct sampling_port *const port = apex_object(&ports, id);
    if (port == NULL) {
        return INVALID_PARAM;
    }
    status->REFRESH_PERIOD = port->refresh;
    status->MAX_MESSAGE_SIZE = port->max_size;
    status->PORT_DIRECTION = port->direction;
    status->LAST_MSG_VALIDITY = port->validity;
    return NO_ERROR;
}

void GET_SAMPLING_PORT_STATUS(SAMPLING_PORT_ID_TYPE SAMPLING_PORT_ID,
                              SAMPLING_PORT_STATUS_TYPE *SAMPLING_PORT_STATUS,
                              RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(get_status(SAMPLING_PORT_ID, SAMPLING_PORT_STATUS));
}

/* Part 2: sampling port extensions. */

static RETURN_CODE_TYPE read_updated(SAMPLING_PORT_ID_TYPE id, MESSAGE_ADDR_TYPE message,
                                     MESSAGE_SIZE_TYPE *length, UPDATED_TYPE *updated)
{
    struct sampling_port *const port = apex_object(&ports, id);
    const uint32_t before = port != NULL ? port->number : 0;
    VALIDITY_TYPE validity;
    const RETURN_CODE_TYPE code = read(id, message, length, &validity);

    if (code == NO_ERROR) {
        *updated = port->number == before ? CONSUMED_MESSAGE : NEW_MESSAGE;
    } else if (code == NO_ACTION) {
        *updated = EMPTY_PORT;
    }
    return code;
}

void READ_UPDATED_SAMPLING_MESSAGE(SAMPLING_PORT_ID_TYPE SAMPLING_PORT_ID,
                                   MESSAGE_ADDR_TYPE MESSAGE_ADDR, MESSAGE_SIZE_TYPE *LENGTH,
                                   UPDATED_TYPE *UPDATED, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(read_updated(SAMPLING_PORT_ID, MESSAGE_ADDR, LENGTH, UPDATED));
}

static RETURN_CODE_TYPE get_current_status(SAMPLING_PORT_ID_TYPE id,
                                           SAMPLING_PORT_CURRENT_STATUS_TYPE *status)
{
    const struct sampling_port *const port = apex_object(&ports, id);
    struct bh_sample sample;
    if (port == NULL) {
        return INVALID_PARAM;
    }
    const bool some = bh_sampling_peek(&port->sampling, &sample) == BH_OK;
    status->REFRESH_PERIOD = port->refresh;
    status->TIME_STAMP = some ? (SYSTEM_TIME_TYPE)sample.time : INFINITE_TIME_VALUE;
    status->MAX_MESSAGE_SIZE = port->max_size;
    status->PORT_DIRECTION = port->direction;
    status->MESSAGE_AGE = some && validity_of(port, &sample) == VALID ? FRESH : STALE;
    status->UPDATED = !some                            ? EMPTY_PORT
                      : sample.number == port->number ? CONSUMED_MESSAGE
                                                      : NEW_MESSAGE;
    return NO_ERROR;
}

void GET_SAMPLING_PORT_CURRENT_STATUS(
    SAMPLING_PORT_ID_TYPE SAMPLING_PORT_ID,
    SAMPLING_PORT_CURRENT_STATUS_TYPE *SAMPLING_PORT_CURRENT_STATUS, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(get_current_status(SAMPLING_PORT_ID, SAMPLING_PORT_CURRENT_STATUS));
}

/* Nobody writes meanwhile: the other side has no window now. */
static RETURN_CODE_TYPE read_conditional(SAMPLING_PORT_ID_TYPE id, SYSTEM_TIME_TYPE reference,
                                         MESSAGE_ADDR_TYPE message, MESSAGE_SIZE_TYPE *length,
                                         SYSTEM_TIME_TYPE *time_stamp)
{
    struct sampling_port *const port = apex_object(&ports, id);
    struct bh_sample sample;
    VALIDITY_TYPE validity;
    if (port == NULL) {
        return INVALID_PARAM;
    }
    if (port->direction != DESTINATION) {
        return INVALID_MODE;
    }
    *length = 0;
    if (bh_sampling_peek(&port->sampling, &sample) != BH_OK) {
        return NO_ACTION;
    }
    *time_stamp = (SYSTEM_TIME_TYPE)sample.time;
    return *time_stamp > reference ? read(id, message, length, &validity) : NO_ACTION;
}

void READ_SAMPLING_MESSAGE_CONDITIONAL(SAMPLING_PORT_ID_TYPE SAMPLING_PORT_ID,
                                       SYSTEM_TIME_TYPE REF_TIME_STAMP,
                                       MESSAGE_ADDR_TYPE MESSAGE_ADDR, MESSAGE_SIZE_TYPE *LENGTH,
                                       SYSTEM_TIME_TYPE *TIME_STAMP, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(
        read_conditional(SAMPLING_PORT_ID, REF_TIME_STAMP, MESSAGE_ADDR, LENGTH, TIME_STAMP));
}
