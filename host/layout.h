/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Where everything lies in physical memory. In this order, in pages:
 *
 *   kernel | kernel data | tables | port rights | descriptors | page tables | images
 *   shared: information, vCPU and console pages, trace rings
 *   module status
 *   channels
 *   memory of each partition
 *
 * The first line is the image; it is contiguous, from BH_KERNEL_BASE. The others go to the first
 * board memory that has room for them.
 */
#ifndef HOST_LAYOUT_H
#define HOST_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <bulkhead/tables.h>

#include "units.h"

struct config;
struct module;

struct layout {
    struct span kernel;
    struct span kernel_data;
    struct span tables;
    struct span *ports; /**< by partition, as all pointers here; empty: it has none */
    struct span *descriptors;
    struct span page_tables;
    struct span *images;
    uint64_t image_end;
    struct span shared;
    uint64_t information;
    struct span status;
    uint64_t *vcpus;
    uint64_t *consoles;
    uint64_t trace; /**< 0: off */
    uint64_t trace_bytes; /**< of all rings, in whole pages */
    struct span *channels; /**< by channel: the source's area, then the destination's */
    struct span *memories;
    uint64_t kernel_directory;
    uint64_t *directories;
    struct bh_range *ranges; /**< the same as a table, checksums zero */
    size_t range_count;
    const char *problem; /**< what found no room, or NULL */
};

/** Bytes of all trace rings; 0: tracing is off. */
uint64_t trace_bytes(const struct config *config);

/** Lay a module out; layout.problem tells whether it fits. */
void layout_make(struct module *module);

/** Print the memory map, or print it as JSON. */
void layout_print(const struct module *module);
void layout_print_json(const struct module *module);

#endif
