/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * How timeline_make fills in a timeline, in this order. Only host/timeline*.c include this.
 */
#ifndef HOST_TIMELINE_PARTS_H
#define HOST_TIMELINE_PARTS_H

#include "timeline.h"

/** From when on which schedule is in force. */
struct timeline_plan {
    uint32_t schedule;
    int64_t start; /**< of its first frame */
};

/** The plan by the module's changes of schedule; *count is 0 if they do not tell it. */
const struct timeline_plan *timeline_plan(const struct timeline *timeline, size_t *count);

void timeline_add_windows(struct timeline *timeline);
void timeline_add_intervals(struct timeline *timeline);
void timeline_add_raises(struct timeline *timeline);
void timeline_add_sends(struct timeline *timeline);
void timeline_add_timers(struct timeline *timeline);

#endif
