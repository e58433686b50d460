/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "verify.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "report.h"
#include "trace_kinds.h"
#include "trace_names.h"
#include "verify_parts.h"

#define FINDING_TEXT(name, text) [FINDING_##name] = text,
static const char *const names[] = {FINDINGS(FINDING_TEXT)};

static void print_time(const char *name, int64_t time)
{
    if (time == TIMELINE_NEVER)
        printf(" %s=never", name);
    else
        printf(" %s=%" PRId64, name, time);
}

void verify_finding(struct verify *verify, enum finding finding, uint32_t partition,
                    int64_t planned, int64_t actual, int64_t bound, const char *format, ...)
{
    const struct trace_view *view = verify->view;
    int64_t time = actual == TIMELINE_NEVER ? planned : actual;
    va_list arguments;

    if (!trace_view_has_ring(view, partition + 1) || !trace_view_has_time(view, time))
        return;
    verify->findings++;
    printf("%14" PRId64 " %-12s %s", time,
           trace_ring_name(view->timeline->trace->tables, partition + 1), names[finding]);
    print_time("planned", planned);
    print_time("actual", actual);
    printf(" bound=%" PRId64 ": ", bound);
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
}

static void print_checked(const struct verify *verify)
{
    if (verify->windows)
        printf("checked: %zu windows, least slack %" PRId32 " ticks\n", verify->windows,
               verify->least_slack);
    if (verify->releases)
        printf("checked: %zu releases at windows' entries\n", verify->releases);
    if (verify->timers)
        printf("checked: %zu occurrences of %zu settings of timers, the latest by %" PRId64
               " ns\n", verify->occurrences, verify->timers, verify->latest_timer);
    if (verify->counts)
        printf("checked: counts of %zu raises\n", verify->counts);
    if (verify->deliveries)
        printf("checked: %zu deliveries, the latest by %" PRId64 " ns\n", verify->deliveries,
               verify->latest_delivery);
}

/* What each kind of record is needed for. */
static const struct {
    enum bh_trace_kind kind;
    const char *what;
} needs[] = {
    {BH_TRACE_WINDOW, "whether windows were late, missing, shifted or out of order"},
    {BH_TRACE_SCHEDULE, "which windows were planned"},
    {BH_TRACE_RAISE, "releases, timers and deliveries"},
    {BH_TRACE_MODE, "releases and counts"},
    {BH_TRACE_HYPERCALL, "timers and deliveries"},
    {BH_TRACE_DELIVER, "deliveries"},
};

static void print_not_shown(const struct verify *verify)
{
    const struct timeline *timeline = verify->timeline;

    for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++)
        if (!timeline_has_kind(timeline, needs[i].kind) &&
            (needs[i].kind != BH_TRACE_SCHEDULE || !timeline->has_plan))
            printf("not shown: %s; the module writes no records of kind %s\n", needs[i].what,
                   trace_kind_name(needs[i].kind));
    if (!timeline->has_plan && timeline_has_kind(timeline, BH_TRACE_SCHEDULE))
        printf("not shown: which windows were planned; changes of schedule gave way\n");
    for (uint32_t i = 0; i < timeline->ring_count; i++)
        if (timeline->rings[i].begin == INT64_MAX)
            printf("not shown: %s; %" PRIu32 " records are missing, the last ones too\n",
                   trace_ring_name(timeline->trace->tables, i), timeline->rings[i].lost);
        else if (timeline->rings[i].lost)
            printf("not shown: %s before %" PRId64 "; %" PRIu32 " records %s\n",
                   trace_ring_name(timeline->trace->tables, i), timeline->rings[i].begin,
                   timeline->rings[i].lost,
                   timeline->rings[i].has_gaps ? "are missing" : "gave way");
}

unsigned verify_trace(const struct trace_view *view)
{
    const struct timeline *timeline = view->timeline;
    struct verify verify = {
        .view = view,
        .timeline = timeline,
        .rounding = timeline_duration(timeline->trace, 2) + 1,
        .least_slack = INT32_MAX,
    };

    if (!timeline_has_kind(timeline, BH_TRACE_WINDOW) &&
        !timeline_has_kind(timeline, BH_TRACE_RAISE))
        give_up("the trace tells of no windows and no raises; add WINDOW and RAISE to Kinds of the "
                "module's Trace, and keep it again");
    verify_windows(&verify);
    verify_releases(&verify);
    verify_timers(&verify);
    verify_counts(&verify);
    verify_deliveries(&verify);
    print_checked(&verify);
    print_not_shown(&verify);
    printf("%u findings\n", verify.findings);
    return verify.findings;
}
