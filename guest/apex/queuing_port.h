/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What queuing_port.c lets port_list.c do with a port.
 */
#ifndef APEX_QUEUING_PORT_H
#define APEX_QUEUING_PORT_H

#include "bh_port.h"
#include "runtime.h"

/** Somebody else's interest in a port's messages. */
struct apex_port_watch {
    struct apex_port_watch *next; /* of the same port */
    struct apex_queue *waiting;   /* the processes that wait for a message, here or elsewhere */
    bool active;
    void (*serve)(struct apex_port_watch *watch); /* gives them messages, as many as there are */
};

struct apex_queuing_port {
    QUEUING_PORT_NAME_TYPE name;
    struct bh_queue queue;
    struct apex_queue waiting;
    struct apex_port_watch *watches;
    PORT_DIRECTION_TYPE direction;
    MESSAGE_SIZE_TYPE max_size;
    MESSAGE_RANGE_TYPE capacity;
};

/** The port with this number, or NULL. */
struct apex_queuing_port *apex_queuing_port(QUEUING_PORT_ID_TYPE id);

/** Adds a watch, behind the others. */
void apex_queuing_port_watch(struct apex_queuing_port *port, struct apex_port_watch *watch);

/** Serves who waits for this port: its own processes first, then those of watches in their order. */
void apex_queuing_port_serve(struct apex_queuing_port *port);

/** Gives a process a message, behind those that wait at the port. With no room for one (`message` is
 * NULL) it stays, and only whether it is there is the answer; the port is armed. */
bool apex_queuing_port_give(struct apex_queuing_port *port, struct apex_process *process);

/** Has the other end's partition raise the port's interrupt from now on, and not any more if nobody
 * waits. */
void apex_queuing_port_arm(struct apex_queuing_port *port);
void apex_queuing_port_relax(struct apex_queuing_port *port);

#endif
