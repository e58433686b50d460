/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Reading the module's trace, and making frames of it for a line (bulkhead/stream.h). For partitions
 * with the right ReadTrace. No hypercall, and the kernel is not told: whoever reads does it in the
 * partition's own time.
 */
#ifndef BH_TRACE_H
#define BH_TRACE_H

#include "bh.h"

#include <bulkhead/stream.h>
#include <bulkhead/trace.h>

/* The rings. */

/** How many rings there are, the kernel's and one for each partition; 0 without the right. */
uint32_t bh_trace_rings(void);

/** A ring, below bh_trace_rings(): 0 is the kernel's, p + 1 that of partition p. */
const volatile struct bh_trace_ring *bh_trace_ring(uint32_t ring);

/** How far a ring was read. All zero to begin with the oldest record. */
struct bh_trace_reader {
    uint32_t next; /**< number of the next record, modulo 2^32 */
    uint32_t lost; /**< records that gave way before they were read, modulo 2^32 */
};

/** Copies the next records, at most `most`, up to number `end` (a value of `written`); answers how
 * many. They follow one another, and the last one's number is reader->next - 1. 0: there are none, or
 * all that were copied gave way meanwhile. */
uint32_t bh_trace_read(const volatile struct bh_trace_ring *ring, struct bh_trace_reader *reader,
                       uint32_t end, struct bh_trace_record *records, uint32_t most);

/* Frames. */

/** A frame in the making, then one that is whole. */
struct bh_stream {
    uint16_t sequence;
    uint32_t count; /**< bytes of `frame` */
    uint8_t frame[BH_STREAM_FRAME];
};

/** The most records of a frame. What is in front of them takes 12 bytes at most, a record 31. */
#define BH_STREAM_RECORDS_MAX 32

/** Each makes a frame of stream->count bytes. `capacity` is that of the rings; records are those that
 * were just read. */
void bh_stream_module(struct bh_stream *stream, uint32_t capacity);
void bh_stream_records(struct bh_stream *stream, uint32_t ring, const struct bh_trace_reader *reader,
                       const struct bh_trace_record *records, uint32_t count);
void bh_stream_rings(struct bh_stream *stream, enum bh_stream_type type, bh_time ticks,
                     const struct bh_trace_reader *readers);

#endif
