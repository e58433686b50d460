/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Ports: messages between partitions, over memory that the channel's two sides share. Nothing here
 * needs a hypercall but waking the other side when it sleeps, and the two functions that wait.
 * docs/ports.md has the protocol, and the argument that it holds.
 *
 * A port in use has a state, in memory of the caller's. It belongs to one thread at a time: a system
 * with several serializes them. Whatever the other side does, every function here answers, touches
 * nothing but the channel, the state and the caller's message, and takes a bounded time (but for
 * the waiting ones, whose bound is the deadline).
 */
#ifndef PORT_H
#define PORT_H

#include "bh.h"

#include <bulkhead/channel.h>

/* What these functions answer besides BH_OK, beyond the list in bulkhead/types.h. */
enum bh_port_status {
    BH_NO_MESSAGE = -32,    /**< none is there */
    BH_NO_ROOM = -33,       /**< the queue is full */
    BH_NOT_WHOLE = -34,     /**< the writer changed the message in each of BH_SAMPLING_TRIES tries */
    BH_BAD_MESSAGE = -35,   /**< the other side's message had no possible length; it is dropped */
    BH_BAD_DIRECTION = -36, /**< this end of the channel cannot do that */
    BH_BAD_PORT = -37       /**< the port is of the other kind, or NULL */
};

/** The port of this partition with this name, or NULL. */
const struct bh_port *bh_port(const char *name);

/* Sampling ports: the newest message, any number of readers. */

/** How often a reader tries to get a message that the writer does not change meanwhile. One try is
 * enough unless the reader's window ends in it, and two unless that happens again. */
#define BH_SAMPLING_TRIES 4

/** A sampling port in use. Its fields are the library's. */
struct bh_sampling {
    struct bh_sampling_area *area;
    struct bh_slot *slot[2];
    uint32_t max_size;
    uint32_t writable; /* max_size at a source, 0 at a destination */
    bh_time refresh;
};

/** What is known of a message that was read. */
struct bh_sample {
    uint32_t length; /**< bytes */
    uint32_t number; /**< no two messages running have the same; goes round from 2^32 - 1 to 2 */
    bh_time time;    /**< module time (ns) at which it was written, as the writer says */
    bool valid;      /**< that is not in the future, and at most the port's refresh period ago */
};

/** Prepares the state. The numbers of a restarted source go on where they were. BH_BAD_PORT. */
bh_status bh_sampling_open(struct bh_sampling *sampling, const struct bh_port *port);

/** Writes a message of 1 to the port's maximum bytes. BH_BAD_VALUE: the length. BH_BAD_DIRECTION. */
BH_FAST bh_status bh_sampling_write(struct bh_sampling *sampling, const void *message, uint32_t length);

/** Reads the newest message, valid or not; `message` has room for the port's maximum. It stays in
 * the port. BH_NO_MESSAGE: none was ever written. BH_NOT_WHOLE: none could be had, the writer is
 * hostile or much faster than this reader. With these, `message` is undefined and `sample` says
 * invalid, with a length of 0. */
BH_FAST bh_status bh_sampling_read(const struct bh_sampling *sampling, void *message,
                           struct bh_sample *sample);

/** The same without the message's bytes. */
BH_FAST bh_status bh_sampling_peek(const struct bh_sampling *sampling, struct bh_sample *sample);

/** The number of the newest message, 0 if there is none: a change tells that one was written. */
static inline uint32_t bh_sampling_newest(const struct bh_sampling *sampling)
{
    return bh_shared_read(&sampling->area->newest);
}

/* Queuing ports: every message, in order, to one reader. */

/** A queuing port in use. Its fields are the library's. */
struct bh_queue {
    struct bh_queue_source *source;
    struct bh_queue_destination *destination;
    uint32_t number;     /* of the next message that this end sends, or receives */
    uint32_t room;       /* messages that the channel holds, in both ends */
    uint32_t mask;       /* slots - 1 */
    uint32_t slot_bytes;
    uint32_t max_size;
    uint32_t direction;  /* enum bh_port_direction */
    const struct bh_port *port;
};

/**
 * Prepares the state, once in each start of the partition, before any other use of the port. In a
 * restart a source forgets the messages that had not reached the destination's capacity, and a
 * destination all of them; the other end is woken if it waits. BH_BAD_PORT.
 */
bh_status bh_queue_open(struct bh_queue *queue, const struct bh_port *port);

/** Sends a message of 1 to the port's maximum bytes. BH_NO_ROOM. BH_BAD_VALUE: the length.
 * BH_BAD_DIRECTION. */
BH_FAST bh_status bh_queue_send(struct bh_queue *queue, const void *message, uint32_t length);

/** Receives the oldest message into `message`, which has room for the port's maximum, and its
 * length. BH_NO_MESSAGE or BH_BAD_MESSAGE: `message` is undefined, the length 0. BH_BAD_DIRECTION. */
BH_FAST bh_status bh_queue_receive(struct bh_queue *queue, void *message, uint32_t *length);

/** Drops all messages. BH_BAD_DIRECTION: at a source. */
bh_status bh_queue_clear(struct bh_queue *queue);

/** The messages at this end: at a destination those within its capacity, at a source those beyond
 * the destination's. */
uint32_t bh_queue_count(const struct bh_queue *queue);

/**
 * Asks the other end to raise this port's source (struct bh_port) whenever it makes it possible to
 * go on (a source: room; a destination: a message), until bh_queue_disarm. Answers whether that is
 * so now: then try again rather than wait. What is pending at the source is to be taken before.
 */
bool bh_queue_arm(struct bh_queue *queue);
void bh_queue_disarm(struct bh_queue *queue);

/**
 * For guests without threads: the same as above, waiting until module time `deadline` (ns;
 * BH_TIME_INFINITE: for ever). The port's source stays masked. BH_TIMED_OUT: the deadline passed.
 * A port whose other end has no event to wake this one does not wait.
 */
bh_status bh_queue_send_wait(struct bh_queue *queue, const void *message, uint32_t length,
                             bh_time deadline);
bh_status bh_queue_receive_wait(struct bh_queue *queue, void *message, uint32_t *length,
                                bh_time deadline);

#endif
