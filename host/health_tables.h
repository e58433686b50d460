/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What the health monitoring of a configuration becomes in the kernel's tables.
 */
#ifndef HOST_HEALTH_TABLES_H
#define HOST_HEALTH_TABLES_H

#include "config.h"

/** Fill in a partition's levels, actions and limit of restarts: the usual ones, overridden by its
 * MultiPartitionHM, overridden by its PartitionHM. */
void health_partition(const struct config *config, size_t partition, struct bh_partition *to);

/** Fill in the module's actions, BH_ERRORS_MAX of them. */
void health_module(const struct config *config, uint8_t actions[][BH_ERRORS_MAX]);

#endif
