/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "trace_view.h"

bool trace_view_has_ring(const struct trace_view *view, uint32_t ring)
{
    return view->rings >> ring & 1;
}

bool trace_view_has_kind(const struct trace_view *view, uint32_t kind)
{
    return kind < 32 ? view->kinds >> kind & 1 : view->kinds == UINT32_MAX;
}

bool trace_view_has_time(const struct trace_view *view, int64_t time)
{
    return time >= view->from && time < view->to;
}

bool trace_view_has(const struct trace_view *view, const struct timeline_record *record)
{
    return trace_view_has_ring(view, record->ring) &&
           trace_view_has_kind(view, record->record->kind) &&
           trace_view_has_time(view, record->time);
}

bool trace_view_cut(const struct trace_view *view, int64_t *start, int64_t *end)
{
    if (*start < view->from)
        *start = view->from;
    if (*end > view->to)
        *end = view->to;
    return *start < *end;
}
