/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The binary part of a Common Trace Format trace: one stream of packets, with bytes in the order of
 * little endian and without padding. host/trace_ctf.c writes the metadata that describes it.
 */
#ifndef HOST_CTF_STREAM_H
#define HOST_CTF_STREAM_H

#include <stdint.h>
#include <stddef.h>
#include <stdio.h>

#include "blob.h"

struct ctf_stream {
    FILE *file;
    uint8_t uuid[16];
    struct blob packet;  /**< events of the packet at hand */
    uint64_t first;      /**< time of its first event */
    uint64_t last;       /**< time of the last event written */
    uint64_t number;     /**< of the packet */
    uint64_t lost;       /**< events that were lost before the first packet */
};

/** Begin an event; what belongs to it follows. Times must not go back. */
void ctf_event(struct ctf_stream *stream, uint32_t id, uint64_t time);
void ctf_u32(struct ctf_stream *stream, uint32_t value);
void ctf_u64(struct ctf_stream *stream, uint64_t value);
void ctf_string(struct ctf_stream *stream, const char *text);

/** Write what is left. */
void ctf_end(struct ctf_stream *stream);

#endif
