/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Ports for RTEMS' tasks: serialized, and with tasks that wait. The port services (apex.h) and the
 * device files (bsp/ports.h) are two faces of this. All of it is for tasks, not for interrupt
 * handlers.
 */
#ifndef BULKHEAD_RTEMS_PORTS_H
#define BULKHEAD_RTEMS_PORTS_H

#include <bh_port.h>

#include <rtems/irq-extension.h>
#include <rtems/thread.h>

struct port_waiter;

struct port {
    const struct bh_port *configured;
    union {
        struct bh_sampling sampling;
        struct bh_queue queue;
    };
    rtems_mutex mutex;
    struct port_waiter *volatile first; /* of a queue's; the interrupt handler reads it */
    uint32_t waiting;
    bool fifo;                  /* their order; else by priority */
    bool created;               /* by CREATE_..._PORT; the rest is for those services: */
    bool valid;                 /* what the last read said */
    int64_t refresh;            /* ns, negative: any age is valid */
    rtems_interrupt_entry entry;
};

/** The ports of the descriptor. */
uint32_t port_count(void);
const struct bh_port *port_configured(uint32_t index);

/** The port in use of this index. NULL: no memory, or somebody else handles its interrupt. */
struct port *port_open(uint32_t index);

/** The same if it was opened, else NULL; no such index: NULL. */
struct port *port_opened(uint32_t index);

/** Writes to a sampling port, as bh_sampling_write. */
bh_status port_write(struct port *port, const void *message, uint32_t length);

/**
 * Sends `*length` bytes, or receives, by the queue's direction; without a message it only waits until
 * that can be done. Those that wait come first, in the port's order. A deadline (module time, ns) of
 * 0 does not wait. BH_BAD_VALUE: the length. BH_NO_ROOM, BH_NO_MESSAGE: at once. BH_TIMED_OUT.
 */
bh_status port_transfer(struct port *port, void *message, uint32_t *length, bh_time deadline);

/** Drops what is in a queue's destination. */
void port_clear(struct port *port);

#endif
