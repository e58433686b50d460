/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Process stacks: slots behind a partition's memory, each above a page that nothing maps. They are
 * RAM of the partition, behind that of its memory.
 */
#ifndef HOST_STACKS_H
#define HOST_STACKS_H

#include "config.h"

/** Bytes from the start of a slot to that of the next, the page below it included. */
uint64_t stack_stride(const struct config_partition *partition);

/** The lowest address of a slot. */
uint64_t stack_address(const struct config_partition *partition, uint32_t slot);

/** RAM that the slots take. */
uint64_t stacks_bytes(const struct config_partition *partition);

#endif
