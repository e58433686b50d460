/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Puts together what comes over a line, record by record, to a trace as trace_file.h keeps it.
 */
#ifndef HOST_TRACE_GATHER_H
#define HOST_TRACE_GATHER_H

#include "trace_file.h"
#include "trace_stream.h"

/** The most records of a ring that are kept. */
#define TRACE_GATHER_MAX (UINT32_C(1) << 20)

enum gather_end {
    GATHER_GOES_ON,
    GATHER_SENDER,  /**< the sender ended */
    GATHER_TIME,    /**< the module time that was asked for was reached */
    GATHER_COUNT,   /**< as many records were gathered as were asked for */
    GATHER_FULL,    /**< a ring has TRACE_GATHER_MAX records */
    GATHER_RESTART, /**< the machine was started anew: its records do not go with the first ones */
    GATHER_OTHER    /**< it is another module's trace */
};

/** A mark is a frame RINGS or END: what happened before its time has come, or is lost. */
struct gather_ring {
    struct bh_trace_record *records;
    uint32_t count, room;
    bool begun;
    uint32_t next;        /**< number of the next record, modulo 2^32 */
    uint32_t pending;     /**< records behind the last one that are lost */
    uint32_t marked;      /**< `count` and */
    uint32_t tail;        /**< `pending` at the last mark */
    uint32_t sender_lost; /**< as the sender told last */
    uint64_t before;      /**< records that were written before the first one that came */
    uint64_t overwritten; /**< then: gave way before the sender read them, */
    uint64_t missing;     /**< or did not arrive */
};

struct gather {
    const struct bh_tables *tables; /**< the image's */
    uint64_t least;                 /**< records, then the next mark ends it; 0: no matter how many */
    int64_t until;                  /**< ns, then the next mark ends it; INT64_MAX: no matter when */
    bool has_module;
    struct bh_information information;
    uint32_t checksum;              /**< of the tables that the line tells of */
    struct gather_ring rings[TRACE_STREAM_RINGS];
    uint64_t count;                 /**< of all rings */
    bool is_marked;
    bh_time mark;                   /**< ticks */
    uint64_t strange;               /**< frames that do not fit the module */
    enum gather_end end;
};

/** What trace_stream_feed is given. Nothing is gathered any more once gather->end says why. */
struct trace_stream_sink gather_sink(struct gather *gather);

/** What was gathered before `until` and the last mark, of which there is one; a trace of the module
 * with rings that have room for it. Once only. */
struct trace gather_trace(struct gather *gather, const struct bh_descriptor *const *descriptors);

#endif
