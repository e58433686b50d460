/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Bytes that grow: structures with tables behind them, named by count and offset.
 */
#ifndef HOST_BLOB_H
#define HOST_BLOB_H

#include <stddef.h>
#include <stdint.h>

#include <bulkhead/descriptor.h>

struct blob {
    uint8_t *bytes;
    size_t size;
};

/** Append zeroed bytes at the next multiple of 8, and answer their offset. */
size_t blob_extend(struct blob *blob, size_t bytes);

/** Append a table of `count` entries of `size` bytes. */
struct bh_table blob_table(struct blob *blob, const void *entries, size_t count, size_t size);

/** Copy a name into a field of BH_NAME_SIZE bytes. */
void name_copy(char *field, const char *name);

/** CRC-32 (IEEE 802.3). */
uint32_t checksum(const uint8_t *bytes, size_t size);

#endif
