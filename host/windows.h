/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Questions to a schedule's windows, of which none overlap.
 */
#ifndef HOST_WINDOWS_H
#define HOST_WINDOWS_H

#include "config.h"

/** From a time to a later one, ns. */
struct stretch {
    bh_time start;
    bh_time end;
};

#define FOR_WINDOWS_OF(schedule, index, window)                                                    \
    for (const struct config_window *window = (schedule)->windows;                                 \
         window < (schedule)->windows + (schedule)->window_count; window++)                        \
        if (window->partition == (index))

static inline bh_time window_end(const struct config_window *window)
{
    return window->offset + window->duration;
}

/** What of a window is the guest's: all but the kernel's part of two switches. */
static inline struct stretch guest_part(const struct config_window *window,
                                        struct window_entry entry)
{
    bh_time start = window->offset + entry.offset;
    bh_time end = window_end(window) > entry.lead ? window_end(window) - entry.lead : 0;

    return (struct stretch){start, end > start ? end : start};
}

/** How long two stretches have in common. */
static inline bh_time overlap(const struct stretch *a, const struct stretch *b)
{
    bh_time start = a->start > b->start ? a->start : b->start;
    bh_time end = a->end < b->end ? a->end : b->end;

    return end > start ? end - start : 0;
}

/** A partition's first window that begins at `time` or later, in this frame or the next one: the
 * schedule is repeated. The partition has a window, and `time` is not above the frame. */
static inline struct stretch next_window(const struct config_schedule *schedule, uint32_t index,
                                         bh_time time)
{
    struct stretch first = {0, 0};

    FOR_WINDOWS_OF(schedule, index, window) {
        struct stretch stretch = {window->offset, window_end(window)};

        if (stretch.start >= time)
            return stretch;
        if (first.end == 0)
            first = stretch;
    }
    return (struct stretch){first.start + schedule->frame, first.end + schedule->frame};
}

#endif
