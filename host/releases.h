/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Release points: the planned starts of a partition's windows with PeriodicProcessingStart (ARINC 653
 * Part 1, partition scheduling).
 */
#ifndef HOST_RELEASES_H
#define HOST_RELEASES_H

#include <stdbool.h>

#include "config.h"

/** The next such window of a partition in the schedule, from window `from` on, or NULL. */
const struct config_window *release_next(const struct config_schedule *schedule, size_t partition,
                                         size_t from);

/** The first release point in ns from the start of a module that keeps to its first schedule, or
 * BH_TIME_INFINITE. */
bh_time release_first(const struct config *config, size_t partition);

/** Whether any schedule has release points of the partition. */
bool release_exists(const struct config *config, size_t partition);

#endif
