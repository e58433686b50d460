/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "blob.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "report.h"
#include "units.h"

size_t blob_extend(struct blob *blob, size_t bytes)
{
    size_t offset = round_up(blob->size, 8);
    uint8_t *larger = realloc(blob->bytes, offset + bytes + 1);

    if (!larger)
        give_up("out of memory");
    memset(larger + blob->size, 0, offset + bytes - blob->size);
    blob->bytes = larger;
    blob->size = offset + bytes;
    return offset;
}

struct bh_table blob_table(struct blob *blob, const void *entries, size_t count, size_t size)
{
    size_t offset = blob_extend(blob, count * size);

    if (count)
        memcpy(blob->bytes + offset, entries, count * size);
    return (struct bh_table){(uint32_t)count, (uint32_t)offset};
}

void name_copy(char *field, const char *name)
{
    size_t length = strnlen(name, BH_NAME_SIZE - 1);

    memset(field, 0, BH_NAME_SIZE);
    memcpy(field, name, length);
}

uint32_t checksum(const uint8_t *bytes, size_t size)
{
    return (uint32_t)crc32_z(0, bytes, size);
}
