/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Part 2: lists of queuing ports, to wait at several of them at once. A list looks at its active ports
 * in the order in which they were added, beginning behind the one whose message it told of last. A
 * list is a watch of each of its ports; while somebody waits at it, its active ports are armed.
 */
#include "ARINC653P2.h"
#include "queuing_port.h"

struct entry {
    struct apex_port_watch watch; /* first: port_list.c has entries of no other kind */
    struct port_list *list;
    struct apex_queuing_port *port;
    QUEUING_PORT_ID_TYPE id;
};

struct port_list {
    QUEUING_PORT_LIST_NAME_TYPE name;
    struct apex_queue waiting;
    LIST_SIZE_TYPE capacity, used;
    LIST_SIZE_TYPE next;        /* to look at first */
    MESSAGE_SIZE_TYPE max_size; /* of a message of any port */
    struct entry entries[];
};

APEX_TABLE(lists, SYSTEM_LIMIT_NUMBER_OF_QUEUING_PORT_LISTS);

static RETURN_CODE_TYPE create(const char *name, LIST_SIZE_TYPE capacity,
                               QUEUING_PORT_LIST_ID_TYPE *id)
{
    if (apex_table_full(&lists)) {
        return INVALID_CONFIG;
    }
    if (apex_object_find(&lists, name) != 0) {
        return NO_ACTION;
    }
    if (capacity <= 0 || capacity > SYSTEM_LIMIT_NUMBER_OF_QUEUING_PORTS) {
        return INVALID_PARAM;
    }
    if (apex_normal()) {
        return INVALID_MODE;
    }
    struct port_list *const list =
        apex_memory(sizeof *list + (uint32_t)capacity * sizeof list->entries[0]);
    if (list == NULL) {
        return INVALID_CONFIG;
    }
    list->capacity = capacity;
    apex_queue_init(&list->waiting, FIFO);
    *id = apex_object_enter(&lists, list, name);
    return NO_ERROR;
}

void CREATE_QUEUING_PORT_LIST(char *QUEUING_PORT_LIST_NAME, LIST_SIZE_TYPE MAX_LIST_SIZE,
                              QUEUING_PORT_LIST_ID_TYPE *QUEUING_PORT_LIST_ID,
                              RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(create(QUEUING_PORT_LIST_NAME, MAX_LIST_SIZE, QUEUING_PORT_LIST_ID));
}

/* Looks at the active ports for a process; the one with a message is its answer. */
static bool give(struct port_list *list, struct apex_process *process)
{
    for (LIST_SIZE_TYPE i = 0; i < list->used; i++) {
        const LIST_SIZE_TYPE place = (list->next + i) % list->used;
        struct entry *const entry = &list->entries[place];
        if (entry->watch.active && apex_queuing_port_give(entry->port, process)) {
            process->port = entry->id;
            list->next = place + 1;
            return true;
        }
    }
    return false;
}

static void serve(struct apex_port_watch *watch)
{
    struct port_list *const list = ((struct entry *)watch)->list;
    struct apex_process *process;
    while ((process = apex_queue_first(&list->waiting)) != NULL && give(list, process)) {
        apex_serve(process, NO_ERROR);
    }
}

static void for_active(struct port_list *list, void (*act)(struct apex_queuing_port *port))
{
    for (LIST_SIZE_TYPE i = 0; i < list->used; i++) {
        if (list->entries[i].watch.active) {
            act(list->entries[i].port);
        }
    }
}

/* The ports of a list. */

static struct entry *entry_of(struct port_list *list, QUEUING_PORT_ID_TYPE id)
{
    for (LIST_SIZE_TYPE i = 0; i < list->used; i++) {
        if (list->entries[i].id == id) {
            return &list->entries[i];
        }
    }
    return NULL;
}

static bool action_valid(PORT_ACTION_TYPE action)
{
    return action == INACTIVE || action == ACTIVE;
}

static RETURN_CODE_TYPE add(QUEUING_PORT_LIST_ID_TYPE id, QUEUING_PORT_ID_TYPE port_id,
                            PORT_ACTION_TYPE action)
{
    struct port_list *const list = apex_object(&lists, id);
    struct apex_queuing_port *const port = apex_queuing_port(port_id);
    if (list == NULL || port == NULL || !action_valid(action)) {
        return INVALID_PARAM;
    }
    if (entry_of(list, port_id) != NULL) {
        return NO_ACTION;
    }
    if (list->used == list->capacity) {
        return INVALID_CONFIG;
    }
    if (port->direction != DESTINATION || apex_normal()) {
        return INVALID_MODE;
    }
    struct entry *const entry = &list->entries[list->used++];
    *entry = (struct entry){
        .watch = {.waiting = &list->waiting, .active = action == ACTIVE, .serve = serve},
        .list = list,
        .port = port,
        .id = port_id,
    };
    apex_queuing_port_watch(port, &entry->watch);
    list->max_size = port->max_size > list->max_size ? port->max_size : list->max_size;
    return NO_ERROR;
}

void ADD_PORT_TO_QUEUING_PORT_LIST(QUEUING_PORT_LIST_ID_TYPE QUEUING_PORT_LIST_ID,
                                   QUEUING_PORT_ID_TYPE QUEUING_PORT_ID,
                                   PORT_ACTION_TYPE PORT_ACTION, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(add(QUEUING_PORT_LIST_ID, QUEUING_PORT_ID, PORT_ACTION));
}

/* What an inactive port holds may be what somebody waits for. */
static RETURN_CODE_TYPE set_action(QUEUING_PORT_LIST_ID_TYPE id, QUEUING_PORT_ID_TYPE port,
                                   PORT_ACTION_TYPE action)
{
    struct port_list *const list = apex_object(&lists, id);
    struct entry *const entry = list != NULL ? entry_of(list, port) : NULL;
    if (entry == NULL || !action_valid(action)) {
        return INVALID_PARAM;
    }
    entry->watch.active = action == ACTIVE;
    if (action == ACTIVE) {
        apex_queuing_port_arm(entry->port);
        serve(&entry->watch);
    }
    apex_queuing_port_relax(entry->port);
    return NO_ERROR;
}

void SET_PORT_ACTION_IN_QUEUING_PORT_LIST(QUEUING_PORT_LIST_ID_TYPE QUEUING_PORT_LIST_ID,
                                          QUEUING_PORT_ID_TYPE QUEUING_PORT_ID,
                                          PORT_ACTION_TYPE PORT_ACTION,
                                          RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(set_action(QUEUING_PORT_LIST_ID, QUEUING_PORT_ID, PORT_ACTION));
}

static RETURN_CODE_TYPE get_action(QUEUING_PORT_LIST_ID_TYPE id, QUEUING_PORT_ID_TYPE port,
                                   PORT_ACTION_TYPE *action)
{
    struct port_list *const list = apex_object(&lists, id);
    const struct entry *const entry = list != NULL ? entry_of(list, port) : NULL;
    if (entry == NULL) {
        return INVALID_PARAM;
    }
    *action = entry->watch.active ? ACTIVE : INACTIVE;
    return NO_ERROR;
}

void GET_QUEUING_PORT_ACTION_STATUS(QUEUING_PORT_LIST_ID_TYPE QUEUING_PORT_LIST_ID,
                                    QUEUING_PORT_ID_TYPE QUEUING_PORT_ID,
                                    PORT_ACTION_TYPE *PORT_ACTION_STATUS,
                                    RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(get_action(QUEUING_PORT_LIST_ID, QUEUING_PORT_ID, PORT_ACTION_STATUS));
}

/* Messages. */

/* Those that wait at its ports, here or elsewhere, come first. */
static bool give_in_turn(struct port_list *list)
{
    for_active(list, apex_queuing_port_serve);
    return apex_queue_first(&list->waiting) == NULL && give(list, apex_current);
}

/* Armed before the look, so what other ends do behind that is an interrupt. */
static RETURN_CODE_TYPE give_or_block(struct port_list *list, SYSTEM_TIME_TYPE time_out)
{
    for_active(list, apex_queuing_port_arm);
    const RETURN_CODE_TYPE code =
        give_in_turn(list) ? NO_ERROR : apex_block(&list->waiting, time_out);
    for_active(list, apex_queuing_port_relax);
    return code;
}

/* What both services do. No message address: the message stays where it is. */
static RETURN_CODE_TYPE await(struct port_list *list, SYSTEM_TIME_TYPE time_out,
                              MESSAGE_ADDR_TYPE message, RESET_LIST_TYPE reset,
                              QUEUING_PORT_ID_TYPE *port)
{
    if (list == NULL || !apex_time_out_valid(time_out) || (reset != RESET && reset != CONTINUE)) {
        return INVALID_PARAM;
    }
    *port = 0;
    if (reset == RESET) {
        list->next = 0;
    }
    apex_current->message = message;
    const RETURN_CODE_TYPE code = give_or_block(list, time_out);
    if (code == NO_ERROR) {
        *port = apex_current->port;
    }
    return code;
}

static RETURN_CODE_TYPE receive(QUEUING_PORT_LIST_ID_TYPE id, SYSTEM_TIME_TYPE time_out,
                                MESSAGE_ADDR_TYPE message, MESSAGE_SIZE_TYPE size,
                                RESET_LIST_TYPE reset, QUEUING_PORT_ID_TYPE *port,
                                MESSAGE_SIZE_TYPE *length)
{
    struct port_list *const list = apex_object(&lists, id);
    if (list == NULL || size <= 0 || size < list->max_size) {
        return INVALID_PARAM;
    }
    *length = 0;
    apex_probe_write(message, size);
    const RETURN_CODE_TYPE code = await(list, time_out, message, reset, port);
    if (code == NO_ERROR) {
        *length = apex_current->length;
    }
    return code;
}

void RECEIVE_MESSAGE_FROM_QUEUING_PORT_LIST(QUEUING_PORT_LIST_ID_TYPE QUEUING_PORT_LIST_ID,
                                            SYSTEM_TIME_TYPE TIME_OUT,
                                            MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                                            MESSAGE_SIZE_TYPE BUFFER_SIZE,
                                            RESET_LIST_TYPE RESET_LIST,
                                            QUEUING_PORT_ID_TYPE *QUEUING_PORT_ID,
                                            MESSAGE_SIZE_TYPE *LENGTH,
                                            RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(receive(QUEUING_PORT_LIST_ID, TIME_OUT, MESSAGE_ADDR, BUFFER_SIZE, RESET_LIST,
                         QUEUING_PORT_ID, LENGTH));
}

void WAIT_FOR_MESSAGE_FROM_QUEUING_PORT_LIST(QUEUING_PORT_LIST_ID_TYPE QUEUING_PORT_LIST_ID,
                                             SYSTEM_TIME_TYPE TIME_OUT,
                                             RESET_LIST_TYPE RESET_LIST,
                                             QUEUING_PORT_ID_TYPE *QUEUING_PORT_ID,
                                             RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(await(apex_object(&lists, QUEUING_PORT_LIST_ID), TIME_OUT, NULL, RESET_LIST,
                       QUEUING_PORT_ID));
}
