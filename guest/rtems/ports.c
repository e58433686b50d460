/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Ports for RTEMS' tasks. The port's mutex serializes the layer's functions. Tasks that wait are a
 * list, in the order in which they are to be served, and each has a semaphore. Only the first one
 * transfers; the port's interrupt, and whoever leaves the list, wakes the first, and it tries.
 *
 * The list is changed with the mutex held. The interrupt handler does not take it: it finds the
 * list as it is between two stores, of which one puts a task in or takes it out.
 */
#include "ports.h"

#include <stdlib.h>

#include <bsp/irq.h>
#include <rtems.h>
#include <rtems/score/threadimpl.h>
#include <rtems/score/userextimpl.h>

#include "port.h"

struct port_waiter {
    struct port_waiter *volatile next;
    const Thread_Control *thread;
    Priority_Control priority;
    rtems_binary_semaphore turn;
};

static struct port **opened; /* by index */
static rtems_mutex opening = RTEMS_MUTEX_INITIALIZER("ports");

uint32_t port_count(void)
{
    return bh_descriptor()->ports.count;
}

const struct bh_port *port_configured(uint32_t index)
{
    return (const struct bh_port *)((const char *)bh_descriptor() + bh_descriptor()->ports.offset) +
           index;
}

/* A task that is deleted while it has the mutex goes on until it has given it back. */

static Thread_Life_state lock(rtems_mutex *mutex)
{
    const Thread_Life_state state = _Thread_Set_life_protection(THREAD_LIFE_PROTECTED);
    rtems_mutex_lock(mutex);
    return state;
}

static void unlock(rtems_mutex *mutex, Thread_Life_state state)
{
    rtems_mutex_unlock(mutex);
    _Thread_Set_life_protection(state);
}

/* Those that wait. */

static void wake_first(const struct port *port)
{
    struct port_waiter *const first = port->first;
    if (first != NULL) {
        rtems_binary_semaphore_post(&first->turn);
    }
}

static void on_port(void *argument)
{
    wake_first(argument);
}

/* Where a task of this priority (the lower value is the more urgent) comes in. */
static struct port_waiter *volatile *place_of(struct port *port, Priority_Control priority)
{
    struct port_waiter *volatile *place = &port->first;
    while (*place != NULL && (port->fifo || (*place)->priority <= priority)) {
        place = &(*place)->next;
    }
    return place;
}

/* Where this one is, or the end. */
static struct port_waiter *volatile *place_in(struct port *port, const Thread_Control *thread)
{
    struct port_waiter *volatile *place = &port->first;
    while (*place != NULL && (*place)->thread != thread) {
        place = &(*place)->next;
    }
    return place;
}

static void enter(struct port *port, struct port_waiter *waiter)
{
    struct port_waiter *volatile *const place = place_of(port, waiter->priority);
    waiter->next = *place;
    *place = waiter;
    port->waiting++;
}

static void leave(struct port *port, struct port_waiter *volatile *place)
{
    *place = (*place)->next;
    port->waiting--;
    if (port->first == NULL) {
        bh_queue_disarm(&port->queue);
    }
    wake_first(port);
}

/* A task that is deleted or restarted while it waits does not come back to take itself out. */
static void forget(Thread_Control *thread)
{
    for (uint32_t i = 0; i < port_count(); i++) {
        struct port *const port = opened[i];
        if (port == NULL || port->first == NULL) {
            continue;
        }
        const Thread_Life_state state = lock(&port->mutex);
        struct port_waiter *volatile *const place = place_in(port, thread);
        if (*place != NULL) {
            leave(port, place);
        }
        unlock(&port->mutex, state);
    }
}

static void on_restart(Thread_Control *executing, Thread_Control *restarted)
{
    forget(restarted);
}

static User_extensions_Control extension = {
    .Callouts = {.thread_restart = on_restart, .thread_terminate = forget},
};

/* Opening. */

static bool open_channel(struct port *port)
{
    const struct bh_port *const configured = port->configured;
    if (configured->kind == BH_PORT_SAMPLING) {
        return bh_sampling_open(&port->sampling, configured) == BH_OK;
    }
    if (configured->source < BH_SOURCES) {
        rtems_interrupt_entry_initialize(&port->entry, on_port, port, configured->name);
        if (rtems_interrupt_entry_install(BSP_VECTOR(configured->source), RTEMS_INTERRUPT_UNIQUE,
                                          &port->entry) != RTEMS_SUCCESSFUL) {
            return false;
        }
    }
    return bh_queue_open(&port->queue, configured) == BH_OK;
}

static struct port *open_first(uint32_t index)
{
    struct port *const port = calloc(1, sizeof *port);
    if (port == NULL) {
        return NULL;
    }
    port->configured = port_configured(index);
    rtems_mutex_init(&port->mutex, port->configured->name);
    if (!open_channel(port)) {
        free(port);
        return NULL;
    }
    opened[index] = port;
    return port;
}

struct port *port_open(uint32_t index)
{
    const Thread_Life_state state = lock(&opening);
    if (opened == NULL) {
        opened = calloc(port_count(), sizeof *opened);
        if (opened != NULL) {
            _User_extensions_Add_set(&extension);
        }
    }
    struct port *const port = opened == NULL            ? NULL
                              : opened[index] != NULL ? opened[index]
                                                        : open_first(index);
    unlock(&opening, state);
    return port;
}

struct port *port_opened(uint32_t index)
{
    return opened != NULL && index < port_count() ? opened[index] : NULL;
}

/* Messages. */

bh_status port_write(struct port *port, const void *message, uint32_t length)
{
    const Thread_Life_state state = lock(&port->mutex);
    const bh_status status = bh_sampling_write(&port->sampling, message, length);
    unlock(&port->mutex, state);
    return status;
}

void port_clear(struct port *port)
{
    const Thread_Life_state state = lock(&port->mutex);
    bh_queue_clear(&port->queue);
    unlock(&port->mutex, state);
}

static bool is_source(const struct port *port)
{
    return port->configured->direction == BH_PORT_SOURCE;
}

/* Answers whether it was possible. */
static bool transfer(struct port *port, void *message, uint32_t *length)
{
    bh_status status;
    if (message == NULL) {
        const bool possible = bh_queue_arm(&port->queue);
        if (port->first == NULL) {
            bh_queue_disarm(&port->queue);
        }
        return possible;
    }
    if (is_source(port)) {
        return bh_queue_send(&port->queue, message, *length) == BH_OK;
    }
    do {
        status = bh_queue_receive(&port->queue, message, length);
    } while (status == BH_BAD_MESSAGE); /* dropped; of those there are no more than room */
    return status == BH_OK;
}

/* Answers whether the deadline is still to come. The ticks may be too few: the caller comes again. */
static bool sleep_until(struct port_waiter *waiter, bh_time deadline)
{
    const uint64_t tick = rtems_configuration_get_nanoseconds_per_tick();
    const bh_time now = bh_clock_ns();

    if (deadline == BH_TIME_INFINITE) {
        rtems_binary_semaphore_wait(&waiter->turn);
        return true;
    }
    if (now >= deadline) {
        return false;
    }
    const uint64_t ticks = (deadline - now) / tick + 1;
    rtems_binary_semaphore_wait_timed_ticks(
        &waiter->turn, ticks < INT32_MAX ? (uint32_t)ticks : (uint32_t)INT32_MAX);
    return true;
}

/* With the mutex held, but for the time that it sleeps. The port is armed before the last look, so
 * what the other end does behind that is an interrupt. */
static bh_status wait_and_transfer(struct port *port, Thread_Life_state state,
                                   struct port_waiter *waiter, void *message, uint32_t *length,
                                   bh_time deadline)
{
    for (;;) {
        if (port->first == waiter) {
            bh_queue_arm(&port->queue);
            if (transfer(port, message, length)) {
                return BH_OK;
            }
        }
        unlock(&port->mutex, state);
        const bool in_time = sleep_until(waiter, deadline);
        lock(&port->mutex);
        if (!in_time) {
            return BH_TIMED_OUT;
        }
    }
}

bh_status port_transfer(struct port *port, void *message, uint32_t *length, bh_time deadline)
{
    struct port_waiter self = {.thread = _Thread_Get_executing()};
    bh_status status;

    if (is_source(port) && message != NULL && *length - 1 >= port->configured->max_size) {
        return BH_BAD_VALUE;
    }
    self.priority = _Thread_Get_priority(self.thread);
    const Thread_Life_state state = lock(&port->mutex);
    if (place_of(port, self.priority) == &port->first && transfer(port, message, length)) {
        status = BH_OK;
    } else if (deadline == 0) {
        status = is_source(port) ? BH_NO_ROOM : BH_NO_MESSAGE;
    } else {
        rtems_binary_semaphore_init(&self.turn, port->configured->name);
        enter(port, &self);
        status = wait_and_transfer(port, state, &self, message, length, deadline);
        leave(port, place_in(port, self.thread));
    }
    unlock(&port->mutex, state);
    return status;
}
