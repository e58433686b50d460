/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A static ELF executable, as far as loading it goes.
 */
#ifndef HOST_PROGRAM_H
#define HOST_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SEGMENTS_MAX 64

struct segment {
    uint32_t address;
    uint32_t memory_bytes; /**< not 0 */
    uint32_t file_bytes;   /**< at most memory_bytes; the rest is zero */
    bool writable;
    const uint8_t *contents;
};

enum program_state { PROGRAM_MISSING, PROGRAM_INVALID, PROGRAM_READ };

struct program {
    const char *path;
    enum program_state state;
    const char *problem; /**< what is wrong with it, unless PROGRAM_READ */
    uint32_t entry;
    struct segment segments[SEGMENTS_MAX]; /**< by address, not overlapping */
    size_t segment_count;
};

/** Read an executable. What is wrong is for the caller to report. */
void program_read(const char *path, struct program *program);

/** First address behind a segment: 64 bits, for it may be 2^32. */
uint64_t segment_end(const struct segment *segment);

#endif
