/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Queuing ports, on the layer's. Processes wait as they do at a buffer; the other end's partition
 * ends that by the port's virtual interrupt, which it raises while the port is armed. The source
 * waits when both ends are full, so a queue never overflows.
 */
#include "queuing_port.h"

#include "port_name.h"

APEX_TABLE(ports, SYSTEM_LIMIT_NUMBER_OF_QUEUING_PORTS);

static struct apex_queuing_port *port_of[BH_SOURCES];

/* Sends, or receives, for a process; answers whether that was possible. */
static bool transfer(struct apex_queuing_port *port, struct apex_process *process)
{
    uint32_t length;
    bh_status status;

    if (port->direction == SOURCE) {
        return bh_queue_send(&port->queue, process->message, (uint32_t)process->length) == BH_OK;
    }
    do {
        status = bh_queue_receive(&port->queue, process->message, &length);
    } while (status == BH_BAD_MESSAGE); /* dropped; of those there are no more than room */
    process->length = (MESSAGE_SIZE_TYPE)length;
    return status == BH_OK;
}

static void serve_own(struct apex_queuing_port *port)
{
    struct apex_process *process;
    while ((process = apex_queue_first(&port->waiting)) != NULL && transfer(port, process)) {
        apex_serve(process, NO_ERROR);
    }
}

void apex_queuing_port_serve(struct apex_queuing_port *port)
{
    serve_own(port);
    for (struct apex_port_watch *watch = port->watches; watch != NULL; watch = watch->next) {
        if (watch->active) {
            watch->serve(watch);
        }
    }
}

static bool is_awaited(const struct apex_queuing_port *port)
{
    bool awaited = apex_queue_first(&port->waiting) != NULL;
    for (const struct apex_port_watch *watch = port->watches; watch != NULL; watch = watch->next) {
        awaited = awaited || (watch->active && apex_queue_first(watch->waiting) != NULL);
    }
    return awaited;
}

void apex_queuing_port_arm(struct apex_queuing_port *port)
{
    (void)bh_queue_arm(&port->queue);
}

void apex_queuing_port_relax(struct apex_queuing_port *port)
{
    if (!is_awaited(port)) {
        bh_queue_disarm(&port->queue);
    }
}

static void on_port(uint32_t source, uint32_t occurrences)
{
    apex_queuing_port_serve(port_of[source]);
    apex_queuing_port_relax(port_of[source]);
}

bool apex_queuing_port_give(struct apex_queuing_port *port, struct apex_process *process)
{
    serve_own(port);
    return apex_queue_first(&port->waiting) == NULL &&
           (process->message != NULL ? transfer(port, process) : bh_queue_arm(&port->queue));
}

struct apex_queuing_port *apex_queuing_port(QUEUING_PORT_ID_TYPE id)
{
    return apex_object(&ports, id);
}

void apex_queuing_port_watch(struct apex_queuing_port *port, struct apex_port_watch *watch)
{
    struct apex_port_watch **last = &port->watches;
    while (*last != NULL) {
        last = &(*last)->next;
    }
    *last = watch;
}

static RETURN_CODE_TYPE create(const char *name, MESSAGE_SIZE_TYPE size,
                               MESSAGE_RANGE_TYPE capacity, PORT_DIRECTION_TYPE direction,
                               QUEUING_DISCIPLINE_TYPE discipline, QUEUING_PORT_ID_TYPE *id)
{
    const struct bh_port *const configured = apex_port(name, BH_PORT_QUEUING, size, direction);
    if (apex_table_full(&ports) || configured == NULL || capacity <= 0 ||
        configured->capacity != (uint32_t)capacity || !apex_discipline_valid(discipline)) {
        return INVALID_CONFIG;
    }
    if (apex_object_find(&ports, name) != 0) {
        return NO_ACTION;
    }
    if (apex_normal()) {
        return INVALID_MODE;
    }
    struct apex_queuing_port *const port = apex_memory(sizeof *port);
    if (port == NULL) {
        return INVALID_CONFIG;
    }
    bh_queue_open(&port->queue, configured);
    apex_queue_init(&port->waiting, discipline);
    port->direction = direction;
    port->max_size = size;
    port->capacity = capacity;
    *id = apex_object_enter(&ports, port, name);
    if (configured->source < BH_SOURCES) {
        port_of[configured->source] = port;
        bh_irq_handler_set(configured->source, on_port);
        bh_irq_unmask(configured->source);
    }
    return NO_ERROR;
}

void CREATE_QUEUING_PORT(char *QUEUING_PORT_NAME, MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE,
                         MESSAGE_RANGE_TYPE MAX_NB_MESSAGE, PORT_DIRECTION_TYPE PORT_DIRECTION,
                         QUEUING_DISCIPLINE_TYPE QUEUING_DISCIPLINE,
                         QUEUING_PORT_ID_TYPE *QUEUING_PORT_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(create(QUEUING_PORT_NAME, MAX_MESSAGE_SIZE, MAX_NB_MESSAGE, PORT_DIRECTION,
                        QUEUING_DISCIPLINE, QUEUING_PORT_ID));
}

/* Those that wait come first, whoever asks. */
static bool transfer_in_turn(struct apex_queuing_port *port)
{
    apex_queuing_port_serve(port);
    return apex_queue_first(&port->waiting) == NULL && transfer(port, apex_current);
}

/* The port is armed before the last look, so what the other end does behind that is an interrupt. */
static RETURN_CODE_TYPE transfer_or_block(struct apex_queuing_port *port, SYSTEM_TIME_TYPE time_out)
{
    if (transfer_in_turn(port)) {
        return NO_ERROR;
    }
    if (time_out != 0 && apex_may_wait() && bh_queue_arm(&port->queue) && transfer_in_turn(port)) {
        apex_queuing_port_relax(port);
        return NO_ERROR;
    }
    return apex_block(&port->waiting, time_out);
}

static RETURN_CODE_TYPE send(QUEUING_PORT_ID_TYPE id, MESSAGE_ADDR_TYPE message,
                             MESSAGE_SIZE_TYPE length, SYSTEM_TIME_TYPE time_out)
{
    struct apex_queuing_port *const port = apex_object(&ports, id);
    if (port == NULL || !apex_time_out_valid(time_out) || length <= 0) {
        return INVALID_PARAM;
    }
    if (length > port->max_size) {
        return INVALID_CONFIG;
    }
    if (port->direction != SOURCE) {
        return INVALID_MODE;
    }
    apex_probe_read(message, length);
    apex_current->message = message;
    apex_current->length = length;
    return transfer_or_block(port, time_out);
}

void SEND_QUEUING_MESSAGE(QUEUING_PORT_ID_TYPE QUEUING_PORT_ID, MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                          MESSAGE_SIZE_TYPE LENGTH, SYSTEM_TIME_TYPE TIME_OUT,
                          RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(send(QUEUING_PORT_ID, MESSAGE_ADDR, LENGTH, TIME_OUT));
}

static RETURN_CODE_TYPE receive(QUEUING_PORT_ID_TYPE id, SYSTEM_TIME_TYPE time_out,
                                MESSAGE_ADDR_TYPE message, MESSAGE_SIZE_TYPE *length)
{
    struct apex_queuing_port *const port = apex_object(&ports, id);
    if (port == NULL || !apex_time_out_valid(time_out)) {
        return INVALID_PARAM;
    }
    if (port->direction != DESTINATION) {
        return INVALID_MODE;
    }
    *length = 0;
    apex_probe_write(message, port->max_size);
    apex_current->message = message;
    const RETURN_CODE_TYPE code = transfer_or_block(port, time_out);
    if (code == NO_ERROR) {
        *length = apex_current->length;
    }
    return code;
}

void RECEIVE_QUEUING_MESSAGE(QUEUING_PORT_ID_TYPE QUEUING_PORT_ID, SYSTEM_TIME_TYPE TIME_OUT,
                             MESSAGE_ADDR_TYPE MESSAGE_ADDR, MESSAGE_SIZE_TYPE *LENGTH,
                             RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(receive(QUEUING_PORT_ID, TIME_OUT, MESSAGE_ADDR, LENGTH));
}

void GET_QUEUING_PORT_ID(char *QUEUING_PORT_NAME, QUEUING_PORT_ID_TYPE *QUEUING_PORT_ID,
                         RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(apex_object_id(&ports, QUEUING_PORT_NAME, QUEUING_PORT_ID));
}

static RETURN_CODE_TYPE get_status(QUEUING_PORT_ID_TYPE id, QUEUING_PORT_STATUS_TYPE *status)
{
    const struct apex_queuing_port *const port = apex_object(&ports, id);
    if (port == NULL) {
        return INVALID_PARAM;
    }
    status->NB_MESSAGE = (MESSAGE_RANGE_TYPE)bh_queue_count(&port->queue);
    status->MAX_NB_MESSAGE = port->capacity;
    status->MAX_MESSAGE_SIZE = port->max_size;
    status->PORT_DIRECTION = port->direction;
    status->WAITING_PROCESSES = port->waiting.waiting;
    return NO_ERROR;
}

void GET_QUEUING_PORT_STATUS(QUEUING_PORT_ID_TYPE QUEUING_PORT_ID,
                             QUEUING_PORT_STATUS_TYPE *QUEUING_PORT_STATUS,
                             RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(get_status(QUEUING_PORT_ID, QUEUING_PORT_STATUS));
}

static RETURN_CODE_TYPE clear(QUEUING_PORT_ID_TYPE id)
{
    struct apex_queuing_port *const port = apex_object(&ports, id);
    if (port == NULL) {
        return INVALID_PARAM;
    }
    if (port->direction != DESTINATION) {
        return INVALID_MODE;
    }
    bh_queue_clear(&port->queue);
    return NO_ERROR;
}

void CLEAR_QUEUING_PORT(QUEUING_PORT_ID_TYPE QUEUING_PORT_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(clear(QUEUING_PORT_ID));
}
