/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Kept traces. A trace file is the header, then the module's tables, its partitions' descriptors in
 * their order, its information page and its rings, each at the offset that the header gives and at
 * a multiple of 8. So a trace explains itself: nothing else of the module is needed to read it.
 */
#ifndef HOST_TRACE_FILE_H
#define HOST_TRACE_FILE_H

#include <stdint.h>

#include <bulkhead/descriptor.h>
#include <bulkhead/tables.h>
#include <bulkhead/trace.h>
#include <bulkhead/vcpu.h>

struct trace {
    const struct bh_tables *tables;
    const struct bh_descriptor *const *descriptors; /**< by partition */
    const struct bh_information *information;
    const uint8_t *rings;
};

/** Bytes of one ring, header and records; 0 if tracing is off. */
uint64_t trace_ring_bytes(const struct bh_tables *tables);

/** Find the trace of an image in a file of its machine's memory, or give up. */
struct trace trace_from_memory(const char *image, const char *memory);

/** Read a trace file, or give up. */
struct trace trace_from_file(const char *path);

/** Write a trace file, or give up. */
void trace_write(const char *path, const struct trace *trace);

#endif
