/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The checks of verify_trace. Only host/verify*.c include this.
 */
#ifndef HOST_VERIFY_PARTS_H
#define HOST_VERIFY_PARTS_H

#include "verify.h"

/* FINDING(name, text): the kinds of findings. docs/trace.md says what each promises. */
#define FINDINGS(FINDING)                                                                          \
    FINDING(WINDOW_LATE, "window-late")                                                            \
    FINDING(WINDOW_MISSING, "window-missing")                                                      \
    FINDING(WINDOW_SHIFTED, "window-shifted")                                                      \
    FINDING(WINDOW_UNPLANNED, "window-unplanned")                                                  \
    FINDING(WINDOW_ORDER, "window-order")                                                          \
    FINDING(RELEASE_MISSING, "release-missing")                                                    \
    FINDING(RELEASE_SHIFTED, "release-shifted")                                                    \
    FINDING(TIMER_LATE, "timer-late")                                                              \
    FINDING(TIMER_MISSING, "timer-missing")                                                        \
    FINDING(TIMER_PERIOD, "timer-period")                                                          \
    FINDING(OCCURRENCE_LOST, "occurrence-lost")                                                    \
    FINDING(DELIVERY_LATE, "delivery-late")

#define FINDING_ENUMERATOR(name, text) FINDING_##name,
enum finding { FINDINGS(FINDING_ENUMERATOR) };

struct verify {
    const struct trace_view *view;
    const struct timeline *timeline;
    unsigned findings;
    int64_t rounding; /**< ns by which two ways to the same tick may differ */
    size_t windows;   /**< what was checked */
    size_t releases;
    size_t timers;
    size_t occurrences;
    size_t counts;
    size_t deliveries;
    int32_t least_slack;
    int64_t latest_timer;    /**< ns */
    int64_t latest_delivery; /**< ns */
};

/** Print a finding, in the view: what was planned and what the trace tells (TIMELINE_NEVER: never),
 * how far apart they may be (ns), and a sentence. */
void verify_finding(struct verify *verify, enum finding finding, uint32_t partition,
                    int64_t planned, int64_t actual, int64_t bound, const char *format, ...)
    __attribute__((format(printf, 7, 8)));

void verify_windows(struct verify *verify);
void verify_releases(struct verify *verify);
void verify_timers(struct verify *verify);
void verify_counts(struct verify *verify);
void verify_deliveries(struct verify *verify);

#endif
