/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * RTEMS' interrupt servers: tasks that run the handlers of vectors which stay disabled meanwhile.
 * Like the interrupt manager this is here because the kit's own is compiled for the PC's seventeen
 * vectors. What changes a server or its vectors is done by the server's task, between handlers.
 */
#include <stdlib.h>
#include <string.h>

#include <bsp/irq-generic.h>
#include <rtems/chain.h>

#include "port.h"

typedef rtems_interrupt_server_control server_control;
typedef rtems_interrupt_server_entry server_entry;
typedef rtems_interrupt_server_action server_action;

#define NO_VECTOR BSP_INTERRUPT_VECTOR_COUNT

/* Of rtems_interrupt_server_initialize; its index is 0. */
static server_control the_first;

static RTEMS_CHAIN_DEFINE_EMPTY(servers);

static server_control *server_of(uint32_t index)
{
    server_control *found = NULL;
    bsp_interrupt_lock();
    for (rtems_chain_node *node = rtems_chain_first(&servers);
         found == NULL && !rtems_chain_is_tail(&servers, node); node = rtems_chain_next(node)) {
        server_control *server = RTEMS_CONTAINER_OF(node, server_control, node);
        found = server->index == index ? server : NULL;
    }
    bsp_interrupt_unlock();
    return found;
}

/* A vector's handler, and the way to have something else done. */
static void submit(void *argument)
{
    server_entry *entry = argument;
    server_control *server = entry->server;
    rtems_interrupt_lock_context context;

    if (bsp_interrupt_is_valid_vector(entry->vector)) {
        bsp_interrupt_vector_disable(entry->vector);
    }
    rtems_interrupt_lock_acquire(&server->lock, &context);
    if (rtems_chain_is_node_off_chain(&entry->node)) {
        rtems_chain_append_unprotected(&server->entries, &entry->node);
    } else {
        server->errors++;
    }
    rtems_interrupt_lock_release(&server->lock, &context);
    rtems_event_system_send(server->server, RTEMS_EVENT_SYSTEM_SERVER);
}

/* Answers whether the entry was waiting. */
static bool withdraw(server_entry *entry)
{
    rtems_interrupt_lock_context context;
    rtems_interrupt_lock_acquire(&entry->server->lock, &context);
    const bool waiting = !rtems_chain_is_node_off_chain(&entry->node);
    if (waiting) {
        rtems_chain_extract_unprotected(&entry->node);
        rtems_chain_set_off_chain(&entry->node);
    }
    rtems_interrupt_lock_release(&entry->server->lock, &context);
    return waiting;
}

static server_entry *next_of(server_control *server)
{
    server_entry *entry = NULL;
    rtems_interrupt_lock_context context;
    rtems_interrupt_lock_acquire(&server->lock, &context);
    if (!rtems_chain_is_empty(&server->entries)) {
        rtems_chain_node *node = rtems_chain_get_first_unprotected(&server->entries);
        rtems_chain_set_off_chain(node);
        entry = RTEMS_CONTAINER_OF(node, server_entry, node);
    }
    rtems_interrupt_lock_release(&server->lock, &context);
    return entry;
}

/* A handler may do away with its entry or its action: both are read before. */
static void serve(server_entry *entry)
{
    const rtems_vector_number vector = entry->vector;
    const server_action *action = entry->actions;
    while (action != NULL) {
        const server_action *current = action;
        action = action->next;
        current->handler(current->arg);
    }
    if (bsp_interrupt_is_valid_vector(vector)) {
        bsp_interrupt_vector_enable(vector);
    }
}

static rtems_task server_task(rtems_task_argument argument)
{
    server_control *server = (server_control *)argument;
    for (;;) {
        rtems_event_set events;
        server_entry *entry;
        rtems_event_system_receive(RTEMS_EVENT_SYSTEM_SERVER, RTEMS_EVENT_ALL | RTEMS_WAIT,
                                   RTEMS_NO_TIMEOUT, &events);
        while ((entry = next_of(server)) != NULL) {
            serve(entry);
        }
    }
}

/* Servers. */

static void start(server_control *server, uint32_t index, void (*destroy)(server_control *))
{
    rtems_interrupt_lock_initialize(&server->lock, "Interrupt Server");
    rtems_chain_initialize_empty(&server->entries);
    server->destroy = destroy;
    server->index = index;
    server->errors = 0;
    bsp_interrupt_lock();
    rtems_chain_initialize_node(&server->node);
    rtems_chain_append_unprotected(&servers, &server->node);
    bsp_interrupt_unlock();
    rtems_task_start(server->server, server_task, (rtems_task_argument)server);
}

static void forget(server_control *server)
{
    memset(server, 0, sizeof *server);
}

rtems_status_code rtems_interrupt_server_initialize(rtems_task_priority priority,
                                                    size_t stack_size, rtems_mode modes,
                                                    rtems_attribute attributes, uint32_t *count)
{
    rtems_status_code status = RTEMS_INCORRECT_STATE;
    if (the_first.server == 0) {
        status = rtems_task_create(rtems_build_name('I', 'R', 'Q', 'S'), priority, stack_size,
                                   modes, attributes, &the_first.server);
        if (status == RTEMS_SUCCESSFUL) {
            start(&the_first, 0, forget);
        } else {
            forget(&the_first);
        }
    }
    if (count != NULL) {
        *count = status == RTEMS_SUCCESSFUL ? 1 : 0;
    }
    return status;
}

rtems_status_code rtems_interrupt_server_create(server_control *server,
                                                const rtems_interrupt_server_config *config,
                                                uint32_t *index)
{
    const rtems_status_code status =
        rtems_task_create(config->name, config->priority, config->storage_size, config->modes,
                          config->attributes, &server->server);
    if (status == RTEMS_SUCCESSFUL) {
        *index = rtems_object_id_get_index(server->server) +
                 rtems_scheduler_get_processor_maximum();
        start(server, *index, config->destroy);
    }
    return status;
}

/* What the server's task does for another. */

struct call {
    server_entry entry;
    server_action action;
    rtems_status_code (*function)(struct call *call); /* NULL: nothing */
    rtems_vector_number vector;
    rtems_option options;
    rtems_interrupt_handler handler;
    rtems_interrupt_per_handler_routine routine;
    void *argument;
    server_control *destination;
    enum { GO_ON, WAIT, END } then;
    rtems_id caller;
    rtems_status_code status;
};

/* When its caller goes on, the call is no more. */
static void execute(void *argument)
{
    struct call *call = argument;
    const int then = (int)call->then;
    rtems_event_set events;

    call->status = call->function != NULL ? call->function(call) : RTEMS_SUCCESSFUL;
    rtems_event_transient_send(call->caller);
    if (then == WAIT) {
        rtems_event_system_receive(RTEMS_EVENT_SYSTEM_SERVER_RESUME, RTEMS_WAIT, RTEMS_NO_TIMEOUT,
                                   &events);
    } else if (then == END) {
        rtems_task_exit();
    }
}

static rtems_status_code call_server(server_control *server, struct call *call)
{
    if (server == NULL) {
        return RTEMS_INVALID_ID;
    }
    call->action = (server_action){.handler = execute, .arg = call};
    call->entry = (server_entry){.server = server, .vector = NO_VECTOR, .actions = &call->action};
    rtems_chain_set_off_chain(&call->entry.node);
    call->caller = rtems_task_self();
    submit(&call->entry);
    rtems_event_transient_receive(RTEMS_WAIT, RTEMS_NO_TIMEOUT);
    return call->status;
}

static rtems_status_code end(struct call *call)
{
    server_control *server = call->entry.server;
    bsp_interrupt_lock();
    rtems_chain_extract_unprotected(&server->node);
    bsp_interrupt_unlock();
    rtems_interrupt_lock_destroy(&server->lock);
    if (server->destroy != NULL) {
        server->destroy(server);
    }
    return RTEMS_SUCCESSFUL;
}

rtems_status_code rtems_interrupt_server_delete(uint32_t index)
{
    struct call call = {.function = end, .then = END};
    return call_server(server_of(index), &call);
}

rtems_status_code rtems_interrupt_server_suspend(uint32_t index)
{
    struct call call = {.then = WAIT};
    return call_server(server_of(index), &call);
}

rtems_status_code rtems_interrupt_server_resume(uint32_t index)
{
    server_control *server = server_of(index);
    struct call call = {.then = GO_ON};
    if (server != NULL) {
        rtems_event_system_send(server->server, RTEMS_EVENT_SYSTEM_SERVER_RESUME);
    }
    return call_server(server, &call);
}

rtems_status_code rtems_interrupt_server_set_affinity(uint32_t index, size_t affinity_size,
                                                      const cpu_set_t *affinity,
                                                      rtems_task_priority priority)
{
    const server_control *server = server_of(index);
    rtems_id scheduler;
    if (server == NULL) {
        return RTEMS_INVALID_ID;
    }
    rtems_status_code status =
        rtems_scheduler_ident_by_processor_set(affinity_size, affinity, &scheduler);
    if (status == RTEMS_SUCCESSFUL) {
        status = rtems_task_set_scheduler(server->server, scheduler, priority);
    }
    return status == RTEMS_SUCCESSFUL
               ? rtems_task_set_affinity(server->server, affinity_size, affinity)
               : status;
}

/* Handlers. */

static server_entry *served(rtems_vector_number vector)
{
    if (!bsp_interrupt_is_valid_vector(vector)) {
        return NULL;
    }
    const rtems_interrupt_entry *entry = bsp_interrupt_dispatch_table[vector];
    while (entry != NULL && entry->handler != submit) {
        entry = entry->next;
    }
    return entry != NULL ? entry->arg : NULL;
}

/* Where the action is linked, or the end of the list. */
static server_action **link_of(server_entry *entry, const struct call *call)
{
    server_action **link = &entry->actions;
    while (*link != NULL &&
           ((*link)->handler != call->handler || (*link)->arg != call->argument)) {
        link = &(*link)->next;
    }
    return link;
}

static rtems_status_code install_first(const struct call *call, server_action *action)
{
    server_entry *entry = calloc(1, sizeof *entry);
    if (entry == NULL) {
        return RTEMS_NO_MEMORY;
    }
    *entry = (server_entry){
        .server = call->entry.server, .vector = call->vector, .actions = action};
    rtems_chain_set_off_chain(&entry->node);
    const rtems_status_code status = rtems_interrupt_handler_install(
        call->vector, "IRQS", call->options & RTEMS_INTERRUPT_UNIQUE, submit, entry);
    if (status != RTEMS_SUCCESSFUL) {
        free(entry);
    }
    return status;
}

static rtems_status_code install_another(const struct call *call, server_entry *entry,
                                         server_action *action)
{
    if (RTEMS_INTERRUPT_IS_UNIQUE(call->options) || bsp_interrupt_is_handler_unique(call->vector)) {
        return RTEMS_RESOURCE_IN_USE;
    }
    server_action **link = link_of(entry, call);
    if (*link != NULL) {
        return RTEMS_TOO_MANY;
    }
    *link = action;
    return RTEMS_SUCCESSFUL;
}

static rtems_status_code install(struct call *call)
{
    server_action *action = calloc(1, sizeof *action);
    if (action == NULL) {
        return RTEMS_NO_MEMORY;
    }
    action->handler = call->handler;
    action->arg = call->argument;
    bsp_interrupt_lock();
    server_entry *entry = served(call->vector);
    const rtems_status_code status =
        entry == NULL ? install_first(call, action) : install_another(call, entry, action);
    bsp_interrupt_unlock();
    if (status != RTEMS_SUCCESSFUL) {
        free(action);
    }
    return status;
}

rtems_status_code rtems_interrupt_server_handler_install(uint32_t index,
                                                         rtems_vector_number vector,
                                                         const char *info, rtems_option options,
                                                         rtems_interrupt_handler handler,
                                                         void *argument)
{
    struct call call = {.function = install, .vector = vector, .options = options,
                        .handler = handler, .argument = argument};
    return call_server(server_of(index), &call);
}

static rtems_status_code remove_locked(const struct call *call)
{
    server_entry *entry = served(call->vector);
    if (entry == NULL) {
        return RTEMS_INVALID_ID;
    }
    server_action **link = link_of(entry, call);
    server_action *action = *link;
    if (action == NULL) {
        return RTEMS_UNSATISFIED;
    }
    *link = action->next;
    free(action);
    if (entry->actions == NULL) {
        rtems_interrupt_handler_remove(call->vector, submit, entry);
        withdraw(entry);
        free(entry);
    }
    return RTEMS_SUCCESSFUL;
}

static rtems_status_code take_away(struct call *call)
{
    bsp_interrupt_lock();
    const rtems_status_code status = remove_locked(call);
    bsp_interrupt_unlock();
    return status;
}

rtems_status_code rtems_interrupt_server_handler_remove(uint32_t index, rtems_vector_number vector,
                                                        rtems_interrupt_handler handler,
                                                        void *argument)
{
    struct call call = {
        .function = take_away, .vector = vector, .handler = handler, .argument = argument};
    return call_server(server_of(index), &call);
}

static rtems_status_code iterate(struct call *call)
{
    bsp_interrupt_lock();
    const server_entry *entry = served(call->vector);
    const rtems_option options = bsp_interrupt_is_handler_unique(call->vector)
                                     ? RTEMS_INTERRUPT_UNIQUE
                                     : RTEMS_INTERRUPT_SHARED;
    for (const server_action *action = entry != NULL ? entry->actions : NULL; action != NULL;
         action = action->next) {
        call->routine(call->argument, NULL, options, action->handler, action->arg);
    }
    bsp_interrupt_unlock();
    return entry != NULL ? RTEMS_SUCCESSFUL : RTEMS_UNSATISFIED;
}

rtems_status_code rtems_interrupt_server_handler_iterate(
    uint32_t index, rtems_vector_number vector, rtems_interrupt_per_handler_routine routine,
    void *argument)
{
    struct call call = {
        .function = iterate, .vector = vector, .routine = routine, .argument = argument};
    return bsp_interrupt_is_valid_vector(vector) ? call_server(server_of(index), &call)
                                                 : RTEMS_INVALID_ID;
}

static rtems_status_code move(struct call *call)
{
    bsp_interrupt_lock();
    server_entry *entry = served(call->vector);
    if (entry != NULL) {
        const bool waiting = withdraw(entry);
        entry->server = call->destination;
        if (waiting) {
            submit(entry);
        }
    }
    bsp_interrupt_unlock();
    return RTEMS_SUCCESSFUL;
}

rtems_status_code rtems_interrupt_server_move(uint32_t source, rtems_vector_number vector,
                                              uint32_t destination)
{
    struct call call = {
        .function = move, .vector = vector, .destination = server_of(destination)};
    return call.destination != NULL && bsp_interrupt_is_valid_vector(vector)
               ? call_server(server_of(source), &call)
               : RTEMS_INVALID_ID;
}

/* Entries and requests of an application's own. */

rtems_status_code rtems_interrupt_server_entry_initialize(uint32_t index, server_entry *entry)
{
    server_control *server = server_of(index);
    if (server == NULL) {
        return RTEMS_INVALID_ID;
    }
    *entry = (server_entry){.server = server, .vector = NO_VECTOR};
    rtems_chain_set_off_chain(&entry->node);
    return RTEMS_SUCCESSFUL;
}

void rtems_interrupt_server_action_prepend(server_entry *entry, server_action *action,
                                           rtems_interrupt_handler handler, void *argument)
{
    *action = (server_action){.next = entry->actions, .handler = handler, .arg = argument};
    entry->actions = action;
}

rtems_status_code rtems_interrupt_server_request_initialize(
    uint32_t index, rtems_interrupt_server_request *request, rtems_interrupt_handler handler,
    void *argument)
{
    const rtems_status_code status =
        rtems_interrupt_server_entry_initialize(index, &request->entry);
    if (status == RTEMS_SUCCESSFUL) {
        rtems_interrupt_server_action_prepend(&request->entry, &request->action, handler,
                                              argument);
    }
    return status;
}

void rtems_interrupt_server_entry_submit(server_entry *entry)
{
    submit(entry);
}

rtems_status_code rtems_interrupt_server_entry_move(server_entry *entry, uint32_t destination)
{
    server_control *server = server_of(destination);
    if (server == NULL) {
        return RTEMS_INVALID_ID;
    }
    entry->server = server;
    return RTEMS_SUCCESSFUL;
}

/* When the server has had its turn, nobody runs the entry's handlers any more. */
void rtems_interrupt_server_entry_destroy(server_entry *entry)
{
    struct call call = {.then = GO_ON};
    withdraw(entry);
    call_server(entry->server, &call);
}
