/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What the readers of an image's tables and descriptors share.
 */
#ifndef HOST_IMAGE_PARTS_H
#define HOST_IMAGE_PARTS_H

#include <bulkhead/descriptor.h>

#include "program.h"

/** Read an image's segments, or give up. */
void image_read(const char *path, struct program *program);

/** Whether a table of entries of `entry` bytes lies in a header and its tables of `size` bytes. */
bool table_lies_within(const struct bh_table *table, size_t entry, size_t size);

/** Whether a field of BH_NAME_SIZE bytes holds a name, and nothing that a reader of what is made
 * of it could stumble over. */
bool is_whole_name(const char *field);

#endif
