/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Address spaces: lists of mappings, and the page directories and tables made of them.
 */
#ifndef HOST_PAGES_H
#define HOST_PAGES_H

#include <stddef.h>
#include <stdint.h>

struct module;

/** The processor's page table entry bits (i386). */
enum page_flags {
    PAGE_PRESENT = 1,
    PAGE_WRITE = 2,
    PAGE_USER = 4,
    PAGE_WRITE_THROUGH = 8,
    PAGE_CACHE_DISABLE = 16,
    PAGE_ACCESSED = 32,
    PAGE_DIRTY = 64,
    PAGE_GLOBAL = 256
};

struct mapping {
    uint64_t virtual;
    uint64_t physical;
    uint64_t pages;
    uint32_t flags;
    const char *what;
};

struct space {
    struct mapping *mappings;
    size_t count;
};

/** What the kernel sees, in every address space. */
struct space space_of_kernel(const struct module *module);

/** What a partition sees beside the kernel. */
struct space space_of_partition(const struct module *module, size_t partition);

/** Pages that a directory's tables for this space take. */
size_t space_tables(const struct space *space);

/** Write all directories and tables. `image` holds physical memory from BH_KERNEL_BASE. */
void pages_write(const struct module *module, uint8_t *image);

#endif
