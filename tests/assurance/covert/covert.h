/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What sender and receiver agree on: one bit for each frame, the sender's to signal by what the
 * channel under test lets it do, the receiver's to guess from what it sees.
 */
#ifndef COVERT_H
#define COVERT_H

#include "../../system/test.h"

#include "bh_port.h"

#define FRAME 600000u /* ns, as run has it */

/* The partitions' identifiers, less these, are the channel's number. */
#define SENDER_BASE   100u
#define RECEIVER_BASE 200u

enum channel {
    ENTRY_WAIT,    /* the window's entry; the sender waits, or is busy to its window's end */
    ENTRY_CALLS,   /* ... is busy with hypercalls */
    ENTRY_TRAPS,   /* ... with traps */
    ENTRY_CONSOLE, /* ... with output */
    ENTRY_COPY,    /* ... with long string instructions */
    TIMER,         /* a timer's delivery within the window; the sender has timers of its own, or none */
    CONSOLE_FLUSH, /* how much of its output the device takes; the sender has just printed, or not */
    CONSOLE_DRAIN, /* how much is taken in windows of nobody; the sender has much to print, or not */
    QUEUE_PAGE,    /* the page of a queuing channel that its reader writes */
    SAMPLE_AREA,   /* a sampling channel's area, which the reader reads, or does not */
    STATUS_STARTS, /* the module's status: the sender's restarts */
    STATUS_LOG,    /* the module's status: the sender's errors */
    SCHEDULE       /* the information page: the next schedule, which the sender may choose */
};

static inline uint32_t frame_now(void)
{
    return (uint32_t)(bh_clock_ns() / FRAME);
}

static inline uint32_t mixed(uint32_t word)
{
    word = (word ^ word >> 16) * 0x85ebca6bu;
    word = (word ^ word >> 13) * 0xc2b2ae35u;
    return word ^ word >> 16;
}

/** The bit that is signalled in a frame, for the receiver's window in the next one. */
static inline uint32_t signalled(uint32_t frame)
{
    return mixed(frame) >> 7 & 1;
}

#endif
