/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The image file: an ELF32 for Multiboot loaders, with the bytes from BH_KERNEL_BASE on.
 */
#ifndef HOST_IMAGE_H
#define HOST_IMAGE_H

#include <bulkhead/tables.h>

#include "blob.h"
#include "module.h"

/** Write a built module to a file, or give up. */
void image_write(const char *path, const struct module *module, const struct blob *image);

/** Read an image's finished tables, or give up. Their indices and offsets are valid. */
const struct bh_tables *image_tables(const char *path);

/** Give up unless these are tables of this version, whole and consistent; `path` names them. */
void tables_validate(const char *path, const uint8_t *bytes, size_t size);

/** Read an image's descriptors by partition, whole, or give up. */
const struct bh_descriptor *const *image_descriptors(const char *path,
                                                     const struct bh_tables *tables);

/** Whether these are a descriptor of this version, whole and consistent. */
bool descriptor_is_whole(const uint8_t *bytes, size_t size);

/** A table behind the header of the tables. */
const void *tables_at(const struct bh_tables *tables, const struct bh_table *table);

#endif
