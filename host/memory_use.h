/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * How the board's memory is divided: a summary of the memory map.
 */
#ifndef HOST_MEMORY_USE_H
#define HOST_MEMORY_USE_H

#include <stddef.h>
#include <stdint.h>

struct module;

/** Bytes of a planned module, whole pages. */
struct memory_use {
    uint64_t board;     /**< all there is */
    uint64_t kernel;    /**< the kernel, its data and tables, page tables, shared pages */
    uint64_t trace;     /**< trace rings */
    uint64_t channels;
    uint64_t *images;   /**< by partition: code, constants and initial contents */
    uint64_t *memories; /**< by partition: its RAM, with retained memory and process stacks */
    uint64_t used;      /**< all of the above */
};

struct memory_use memory_use(const struct module *module);

#endif
