/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What a faultless module's schedules give its partitions and channels, over all of each major
 * frame. docs/analysis.md defines every number. Times are ns of module time.
 *
 * A window [a, b) of the table runs its guest in [a + offset, b - lead), by struct window_entry; the rest
 * is the kernel's.
 */
#ifndef HOST_ANALYSIS_H
#define HOST_ANALYSIS_H

#include "config.h"

struct module;

/** What a partition gets of a schedule. */
struct share {
    size_t windows;       /**< in a frame; 0: it does not run, and the rest means nothing */
    bh_time planned;      /**< sum of its windows in a frame */
    bh_time guest;        /**< of that, the guest's */
    bh_time shortest;     /**< the guest's part of its shortest window */
    bh_time longest_wait; /**< from the end of the guest's part of a window to the next entry */
    bh_time period_least; /**< planned time in the poorest of its periods; without a Period, 0 */
    bh_time period_guest; /**< the guest's time in the poorest of its periods; the same */
};

/** A switch to a window, where the one before it ends when it begins. */
struct change {
    const struct config_window *window; /**< the one that begins */
    uint32_t cost;                      /**< instructions at most, every line flooded */
    bh_time late;                       /**< how late that makes its entry, at 1 ns each; 0: in time */
};

/** A message's way from a source to one destination. */
struct latency {
    const struct config_channel *channel;
    const struct config_end *destination;
    bool runs;          /**< both ends have windows in the schedule; else the rest means nothing */
    bool local;         /**< both ends lie in one partition: nothing to wait for; the same */
    bh_time first;      /**< from writing to the destination's entry: shortest */
    bh_time entry;      /**< and longest */
    bh_time use;        /**< from writing to the end of the destination's part of that window */
    bh_time end_to_end; /**< from the planned end of a source's window to that of the next
                             destination's: longest */
    bool samples;       /**< a sampling channel: */
    bh_time oldest;     /**< age of what is read, if the source writes in each of its windows */
    bh_time refresh;    /**< the destination's RefreshPeriod */
};

/** Interrupts of a line in one window of its owner. */
struct line_load {
    const struct config_line *line;
    uint64_t cost; /**< instructions at most: LimitPerWindow and the one that shows a storm */
};

struct schedule_analysis {
    const struct config_schedule *schedule;
    bh_time planned; /**< sum of all windows */
    struct share *shares;        /**< by partition */
    struct change worst;         /**< the switch that costs most */
    struct latency *latencies;
    size_t latency_count;
};

struct analysis {
    struct window_entry entry;
    bool counts; /**< the board is emulated: an instruction is 1 ns under --icount */
    struct schedule_analysis *schedules;
    size_t schedule_count;
    struct line_load *lines; /**< in the order of the configuration */
    size_t line_count;
};

struct analysis analyse(const struct module *module);

/** The schedule that runs first. */
const struct config_schedule *first_schedule(const struct config *config);

#endif
