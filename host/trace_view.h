/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What of a trace is to be shown.
 */
#ifndef HOST_TRACE_VIEW_H
#define HOST_TRACE_VIEW_H

#include "timeline.h"

/** Among kinds: who runs, which no record tells and several do. No record has this kind. */
#define TRACE_VIEW_RUN 0

struct trace_view {
    const struct timeline *timeline;
    uint64_t rings; /**< bit r: ring r */
    uint32_t kinds; /**< bit k: records of kind k, and what is derived of them: windows count as
                         WINDOW, activity as TRACE_VIEW_RUN. All bits: records of unknown kinds too. */
    int64_t from;   /**< ns; what has a duration is cut to the span */
    int64_t to;     /**< ns; first that is not shown */
};

bool trace_view_has_ring(const struct trace_view *view, uint32_t ring);
bool trace_view_has_kind(const struct trace_view *view, uint32_t kind);
bool trace_view_has_time(const struct trace_view *view, int64_t time);
bool trace_view_has(const struct trace_view *view, const struct timeline_record *record);

/** Cut a span of time to the view. False if nothing is left of it. */
bool trace_view_cut(const struct trace_view *view, int64_t *start, int64_t *end);

#endif
