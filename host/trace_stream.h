/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Reads the frames of a trace that comes over a line (bulkhead/stream.h): bytes in, records out. Any
 * bytes may come; what is no whole frame is skipped and counted. Needs zlib and nothing of the rest of
 * the command, allocates nothing, and never gives up.
 */
#ifndef HOST_TRACE_STREAM_H
#define HOST_TRACE_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <bulkhead/stream.h>
#include <bulkhead/trace.h>
#include <bulkhead/types.h>
#include <bulkhead/vcpu.h>

#define TRACE_STREAM_RINGS (BH_PARTITIONS_MAX + 1)

/** The most records that contents can have: each takes two bytes. */
#define TRACE_STREAM_RECORDS (BH_STREAM_CONTENTS / 2)

struct trace_stream_module {
    uint32_t rings;    /**< 1 to TRACE_STREAM_RINGS */
    uint32_t records;  /**< capacity of a ring on the machine */
    uint32_t checksum; /**< of the module's tables */
    struct bh_information information;
};

struct trace_stream_records {
    uint32_t ring;  /**< below TRACE_STREAM_RINGS */
    uint32_t first; /**< number of the first one, modulo 2^32 */
    uint32_t lost;  /**< by the sender, of this ring so far, modulo 2^32 */
    uint32_t count;
    struct bh_trace_record record[TRACE_STREAM_RECORDS];
};

struct trace_stream_rings {
    bool is_end;   /**< the sender ends */
    bh_time ticks; /**< what happened before was sent, or is lost */
    uint32_t count;
    uint32_t next[TRACE_STREAM_RINGS]; /**< number of the next record, modulo 2^32 */
    uint32_t lost[TRACE_STREAM_RINGS];
};

/** What is done with each frame. */
struct trace_stream_sink {
    void (*module)(void *context, const struct trace_stream_module *module);
    void (*records)(void *context, const struct trace_stream_records *records);
    void (*rings)(void *context, const struct trace_stream_rings *rings);
    void *context;
};

/** All zero to begin with. */
struct trace_stream {
    uint8_t bytes[4096]; /**< from `start` on what is not yet a frame */
    size_t start, end;
    bool in_step;        /**< a frame ended at `start` */
    bool begun;          /**< there was a frame */
    bool cut;            /**< the end was in the middle of a frame */
    uint16_t next;       /**< sequence number of the next frame */
    uint64_t frames;     /**< that were whole */
    uint64_t places;     /**< where something else stood between two whole frames */
    uint64_t skipped;    /**< bytes of all that was no frame, behind the first one */
    uint64_t missing;    /**< frames that the sequence numbers tell of, modulo 2^16 at a place */
    uint64_t unknown;    /**< frames that were whole and not understood */
};

/** Take in what has come. */
void trace_stream_feed(struct trace_stream *stream, const uint8_t *bytes, size_t count,
                       const struct trace_stream_sink *sink);

/** Nothing more comes: read what was held back because more might have come. */
void trace_stream_finish(struct trace_stream *stream, const struct trace_stream_sink *sink);

#endif
