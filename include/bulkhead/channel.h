/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Channels: memory that source and destination share, without the kernel. It belongs to the channel,
 * not to a partition: no restart clears it. The source maps its area writable and everybody else
 * maps it read-only; of a queuing channel the destination has an area of its own, the other way
 * round. Whoever reads takes what the other side wrote as hostile and holds it against its own
 * descriptor (struct bh_port).
 *
 * Ordering. A side writes a slot whole before the index that publishes it; the other reads the index
 * before the slot, and the slot's sequence number again behind it. On one processor that is the
 * order of the instructions.
 */
#ifndef BULKHEAD_CHANNEL_H
#define BULKHEAD_CHANNEL_H

#include <bulkhead/layout.h>
#include <bulkhead/types.h>

/** The largest message, in bytes. */
#define BH_MESSAGE_MAX 65536

/** A message in a channel's area. Its bytes follow; slots begin every bh_slot_bytes. */
struct bh_slot {
    uint32_t sequence; /**< the message's number; while it is being written the number's complement */
    uint32_t length;   /**< bytes, 1 to the port's maximum */
    bh_time time;      /**< module time (ns) at which it was written */
};

/** Bytes from one slot to the next, for messages of at most `max` bytes. */
static inline uint32_t bh_slot_bytes(uint32_t max)
{
    return (uint32_t)sizeof(struct bh_slot) + ((max + 15) & ~UINT32_C(15));
}

/** A sampling channel's area: this, then two slots. Message n lies in slot n modulo 2. */
struct bh_sampling_area {
    uint32_t newest;      /**< number of the newest whole message, 0: none yet. After 2^32 - 1 comes
                               2, so that a slot is not used twice running. */
    uint32_t reserved[3]; /**< zero */
};

/** A queuing channel's area at its source: this, then the ring. Message n lies in slot n modulo the
 * ring's slots, a power of two. */
struct bh_queue_source {
    uint32_t head;        /**< number of the next message to be written; from 0, modulo 2^32 */
    uint32_t waiting;     /**< nonzero: the source wants the space event when there is room */
    uint32_t reserved[2]; /**< zero */
};

/** Its area at its destination. */
struct bh_queue_destination {
    uint32_t tail;        /**< number of the next message to be read */
    uint32_t waiting;     /**< nonzero: the destination wants the arrival event at a message */
    uint32_t reserved[2]; /**< zero */
};

enum bh_port_kind { BH_PORT_SAMPLING = 1, BH_PORT_QUEUING = 2 };
enum bh_port_direction { BH_PORT_SOURCE = 0, BH_PORT_DESTINATION = 1 };

/** In struct bh_port: no event, or no source. */
#define BH_PORT_NONE UINT32_MAX

/** A port of the partition, in its descriptor. */
struct bh_port {
    char name[BH_NAME_SIZE];
    uint32_t kind;        /**< enum bh_port_kind */
    uint32_t direction;   /**< enum bh_port_direction */
    uint32_t max_size;    /**< bytes of the largest message, the same at both ends */
    uint32_t reserved;    /**< zero */
    bh_time refresh;      /**< sampling destination: ns for which a message is valid; else 0 */
    uint32_t capacity;    /**< queuing: messages of this port's end, at least 1 */
    uint32_t far_capacity; /**< queuing: messages of the other end. The ring holds both. */
    uint32_t slots;       /**< queuing: of the ring, a power of two, at least both capacities */
    bh_word source_area;  /**< address of the source's area */
    bh_word far_area;     /**< queuing: address of the destination's area */
    uint32_t event;       /**< queuing: place among the partition's event channels of the one that
                               wakes the other end, or BH_PORT_NONE */
    uint32_t source;      /**< queuing: virtual interrupt source by which the other end wakes this
                               one, or BH_PORT_NONE */
    uint32_t reserved_end; /**< zero */
};

#endif
