/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * How long messages take, by the schedule alone.
 */
#ifndef HOST_ANALYSIS_CHANNELS_H
#define HOST_ANALYSIS_CHANNELS_H

#include "analysis.h"

/** The latencies of each channel to each of its destinations, in the order of the configuration. */
struct latency *latencies_of(const struct config *config, const struct config_schedule *schedule,
                             struct window_entry entry, size_t *count);

#endif
