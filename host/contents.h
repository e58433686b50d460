/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * How a partition's program lies in its memory and in its image range.
 *
 * Pages that only read-only segments touch are mapped from the image; all others are RAM, which the
 * start-up code clears and loads from the image. The image range holds
 *
 *   start-up code | constant pages, by address | initial contents of RAM, 16-byte aligned pieces
 */
#ifndef HOST_CONTENTS_H
#define HOST_CONTENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <bulkhead/descriptor.h>

#include "blob.h"
#include "config.h"
#include "program.h"


struct contents {
    bool *constant; /**< by page of the partition's memory: mapped from the image */
    size_t pages;
    size_t constant_pages;
    uint32_t constants; /**< offset of the first constant page in the image */
    struct bh_load *loads;
    size_t load_count;
    struct bh_memory *memories; /**< retained memory is the last one */
    size_t memory_count;
    uint64_t retained; /**< bytes, 0: none */
    uint32_t program_end; /**< first page behind the program */
    uint64_t image_bytes; /**< whole pages */
};

/** Where a partition sees its retained memory: behind a page of nothing. */
uint64_t retained_address(const struct config_partition *partition);

/** Plan a valid program in its partition's memory, behind `start` bytes of start-up code. */
void contents_plan(const struct program *program, const struct config_partition *partition,
                   size_t start, struct contents *contents);

/** Write the image range. `image` is zeroed and has image_bytes. */
void contents_write(const struct program *program, const struct contents *contents,
                    const struct blob *start, uint8_t *image);

#endif
