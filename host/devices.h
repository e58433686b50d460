/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What a partition's devices become: numbers of sources, addresses, rights to I/O ports.
 */
#ifndef HOST_DEVICES_H
#define HOST_DEVICES_H

#include "blob.h"
#include "config.h"

struct module;

/** How many lines a partition has. */
uint32_t line_count(const struct config *config, size_t partition);

/** The number of a line's source at its owner. */
uint32_t line_source(const struct config *config, size_t line);

/** Where its owner sees device memory. */
uint64_t area_address(const struct config *config, size_t area);

/** The room for a task state segment and the I/O permission bitmap behind it, as struct
 * bh_partition says; empty for a partition without ports. */
struct blob ports_make(const struct config *config, size_t partition);

/** Print what a partition may access, as the end of its part of the map. */
void devices_print(const struct module *module, size_t partition);

/** Warn of every device that can read and write all memory. */
void devices_warn(const struct config *config);

#endif
