/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Queuing ports. One ring for both ends: message n lies in slot n modulo the slots. The source
 * alone writes slots and head, the destination alone the tail, and each keeps its own index in its
 * own memory: what it reads in the channel is the other's, and only held against bounds.
 */
#include "port.h"

static inline struct bh_slot *slot_of(const struct bh_queue *queue, uint32_t number)
{
    char *slots = (char *)(queue->source + 1);
    return (struct bh_slot *)(slots + (number & queue->mask) * queue->slot_bytes);
}

/* The other side's flag is read after what it waits for was published; it sets the flag before it
 * looks again. So one of the two sees what the other did. */
static inline void wake(const struct bh_queue *queue, const uint32_t *waiting)
{
    bh_fence();
    if (__builtin_expect(bh_shared_read(waiting) != 0, 0) && queue->port->event != BH_PORT_NONE) {
        bh_event_send(queue->port->event);
    }
}

/* Source: the messages in the channel; more than fit if the tail is no possible one. */
static inline uint32_t sent(const struct bh_queue *queue)
{
    return queue->number - bh_shared_read(&queue->destination->tail);
}

/* Destination: whether its next message is there. The slot is looked at before the head: a message
 * that a source left unpublished when it was stopped will be written again. */
static inline bool arrived(const struct bh_queue *queue)
{
    const bool whole = bh_shared_read(&slot_of(queue, queue->number)->sequence) == queue->number;
    bh_fence();
    return whole && bh_shared_read(&queue->source->head) - queue->number - 1 < queue->room;
}

/* Destination: the next message is done with. */
static inline void advance(struct bh_queue *queue)
{
    bh_fence();
    queue->number++;
    bh_shared_write(&queue->destination->tail, queue->number);
}

/*
 * A source that starts withdraws the messages beyond the destination's capacity. A number is written
 * a second time only if the destination cannot be reading it: so first what is to go is marked, then
 * the tail is looked at again. The destination may have taken up the message at the tail before it
 * was marked, but none behind it: that one is given back and stays.
 *
 * With indices that do not fit together, because one side was out of its mind before, the slots alone
 * say which messages there are.
 */
static void resume(struct bh_queue *queue)
{
    const uint32_t tail = bh_shared_read(&queue->destination->tail);
    const uint32_t head = bh_shared_read(&queue->source->head);
    const uint32_t end = head - tail <= queue->room ? head : tail + queue->room;
    uint32_t kept = tail;

    while (kept != end && kept - tail < queue->port->far_capacity &&
           bh_shared_read(&slot_of(queue, kept)->sequence) == kept) {
        kept++;
    }
    for (uint32_t number = kept; number != end; number++) {
        bh_shared_write(&slot_of(queue, number)->sequence, ~number);
    }
    bh_fence();
    const uint32_t now = bh_shared_read(&queue->destination->tail);
    if (now - kept < end - kept) {
        bh_shared_write(&slot_of(queue, now)->sequence, now);
        kept = now + 1;
    } else if (now == end) {
        kept = end;
    }
    bh_fence();
    queue->number = kept;
    bh_shared_write(&queue->source->head, kept);
}

/* Message by message: a source that restarts relies on it. */
static void drop(struct bh_queue *queue)
{
    for (uint32_t left = queue->room; left != 0 && arrived(queue); left--) {
        advance(queue);
    }
}

/* A destination that starts goes on behind its own tail; in a restart it drops what is there. */
static void begin(struct bh_queue *queue)
{
    const uint32_t head = bh_shared_read(&queue->source->head);

    queue->number = bh_shared_read(&queue->destination->tail);
    if (head - queue->number > queue->room) {
        queue->number = head;
        bh_shared_write(&queue->destination->tail, head);
    }
    if ((bh_mode_get() >> 8) != BH_START_NORMAL) {
        drop(queue);
    }
}

bh_status bh_queue_open(struct bh_queue *queue, const struct bh_port *port)
{
    if (port == NULL || port->kind != BH_PORT_QUEUING) {
        return BH_BAD_PORT;
    }
    *queue = (struct bh_queue){
        .source = (struct bh_queue_source *)port->source_area,
        .destination = (struct bh_queue_destination *)port->far_area,
        .room = port->capacity + port->far_capacity,
        .mask = port->slots - 1,
        .slot_bytes = bh_slot_bytes(port->max_size),
        .max_size = port->max_size,
        .direction = port->direction,
        .port = port,
    };
    bh_queue_disarm(queue);
    if (port->direction == BH_PORT_SOURCE) {
        resume(queue);
        wake(queue, &queue->destination->waiting);
    } else {
        begin(queue);
        wake(queue, &queue->source->waiting);
    }
    return BH_OK;
}

BH_FAST bh_status bh_queue_send(struct bh_queue *queue, const void *message, uint32_t length)
{
    if (length - 1 >= queue->max_size) {
        return BH_BAD_VALUE;
    }
    if (queue->direction != BH_PORT_SOURCE) {
        return BH_BAD_DIRECTION;
    }
    if (sent(queue) >= queue->room) {
        return BH_NO_ROOM;
    }
    const uint32_t number = queue->number;
    struct bh_slot *slot = slot_of(queue, number);

    bh_fence();
    bh_shared_write(&slot->sequence, ~number);
    bh_fence();
    bh_copy(slot + 1, message, length);
    bh_shared_write(&slot->length, length);
    bh_shared_time_write(&slot->time, bh_clock_ns());
    bh_fence();
    bh_shared_write(&slot->sequence, number);
    bh_fence();
    queue->number = number + 1;
    bh_shared_write(&queue->source->head, number + 1);
    wake(queue, &queue->destination->waiting);
    return BH_OK;
}

BH_FAST bh_status bh_queue_receive(struct bh_queue *queue, void *message, uint32_t *length)
{
    *length = 0;
    if (queue->direction != BH_PORT_DESTINATION) {
        return BH_BAD_DIRECTION;
    }
    if (!arrived(queue)) {
        return BH_NO_MESSAGE;
    }
    const struct bh_slot *slot = slot_of(queue, queue->number);
    bh_status status = BH_BAD_MESSAGE;

    bh_fence();
    const uint32_t bytes = bh_shared_read(&slot->length);
    if (bytes - 1 < queue->max_size) {
        bh_copy(message, slot + 1, bytes);
        bh_fence();
        if (bh_shared_read(&slot->sequence) != queue->number) {
            return BH_NO_MESSAGE; /* withdrawn meanwhile */
        }
        *length = bytes;
        status = BH_OK;
    }
    advance(queue);
    wake(queue, &queue->source->waiting);
    return status;
}

bh_status bh_queue_clear(struct bh_queue *queue)
{
    if (queue->direction != BH_PORT_DESTINATION) {
        return BH_BAD_DIRECTION;
    }
    drop(queue);
    wake(queue, &queue->source->waiting);
    return BH_OK;
}

uint32_t bh_queue_count(const struct bh_queue *queue)
{
    if (queue->direction == BH_PORT_SOURCE) {
        const uint32_t count = sent(queue);
        const uint32_t beyond = count > queue->port->far_capacity ? count - queue->port->far_capacity : 0;
        return beyond < queue->port->capacity ? beyond : queue->port->capacity;
    }
    const uint32_t count = bh_shared_read(&queue->source->head) - queue->number;
    if (count > queue->room) {
        return 0;
    }
    return count < queue->port->capacity ? count : queue->port->capacity;
}

static inline uint32_t *own_flag(const struct bh_queue *queue)
{
    return queue->direction == BH_PORT_SOURCE ? &queue->source->waiting
                                              : &queue->destination->waiting;
}

bool bh_queue_arm(struct bh_queue *queue)
{
    bh_shared_write(own_flag(queue), 1);
    bh_fence();
    return queue->direction == BH_PORT_SOURCE ? sent(queue) < queue->room : arrived(queue);
}

void bh_queue_disarm(struct bh_queue *queue)
{
    bh_shared_write(own_flag(queue), 0);
}

/* Waits until there is a point in trying again; BH_TIMED_OUT: there is none any more. */
static bh_status wait(struct bh_queue *queue, bh_time deadline)
{
    const uint32_t source = queue->port->source;
    bh_status status = BH_OK;

    bh_irq_take(source);
    if (!bh_queue_arm(queue)) {
        status = bh_wait(UINT64_C(1) << source, deadline);
    } else if (bh_clock_ns() >= deadline) {
        status = BH_TIMED_OUT;
    }
    bh_queue_disarm(queue);
    return status;
}

bh_status bh_queue_send_wait(struct bh_queue *queue, const void *message, uint32_t length,
                             bh_time deadline)
{
    bh_status status = bh_queue_send(queue, message, length);

    while (status == BH_NO_ROOM && queue->port->source < BH_SOURCES) {
        const bh_status waited = wait(queue, deadline);
        status = bh_queue_send(queue, message, length);
        if (waited != BH_OK) {
            return status == BH_NO_ROOM ? waited : status;
        }
    }
    return status;
}

bh_status bh_queue_receive_wait(struct bh_queue *queue, void *message, uint32_t *length,
                                bh_time deadline)
{
    bh_status status = bh_queue_receive(queue, message, length);

    while (status == BH_NO_MESSAGE && queue->port->source < BH_SOURCES) {
        const bh_status waited = wait(queue, deadline);
        status = bh_queue_receive(queue, message, length);
        if (waited != BH_OK) {
            return status == BH_NO_MESSAGE ? waited : status;
        }
    }
    return status;
}
