/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What a trace tells, in order and put together: for everything that shows a trace or judges it.
 * Times are ns of module time, negative before the first major frame.
 *
 * What lost records limit. A full ring gives up its oldest records, each ring for itself, so a ring
 * tells everything from its `begin` on and nothing before. A trace that came over a serial line may
 * lack records in between too: its ring begins behind the last of them, and what is left from before
 * is listed among the records and no more. Of the time before `begin` the partition's
 * windows are TIMELINE_SILENT, its activity is TIMELINE_UNKNOWN, and raises are not listed. If the
 * kernel's ring lost changes of schedule, the plan begins with the first that is left (in a module
 * whose schedules have one frame's length; else there is no plan, and only windows that WINDOW
 * records tell of are listed). The same holds for kinds that the module does not write:
 *
 *   SCHEDULE    no plan, unless the module has one schedule
 *   WINDOW      no slack; a window's entry is that of its source's RAISE
 *   RAISE       no deliveries, no releases
 *   HYPERCALL   no activity, no sendings and no timers
 *   MODE        no activity
 *
 * No record tells when a guest takes a pending source itself (as it enables or unmasks), when a
 * wait ends by its deadline, or when the machine stopped: the last record's time counts as the end.
 */
#ifndef HOST_TIMELINE_H
#define HOST_TIMELINE_H

#include <stdbool.h>
#include <stddef.h>

#include "trace_file.h"

/** No time: not told, or it did not happen. */
#define TIMELINE_NEVER INT64_MAX

/** The most windows that are listed: of a trace with few records over a long time the last ones. */
#define TIMELINE_WINDOWS_MAX(records) (INT64_C(65536) + 16 * (int64_t)(records))

struct timeline_record {
    int64_t time;
    uint32_t ring;  /**< 0: the kernel's; partition p has p + 1 */
    uint32_t place; /**< in its ring, the oldest that is left being 0 */
    const struct bh_trace_record *record;
};

struct timeline_ring {
    const struct timeline_record *records; /**< where it is whole, as they were written; times may
                                                go back a little, since what is settled before a
                                                window's entry is told as of the entry */
    uint32_t count;
    uint32_t lost;
    bool has_gaps; /**< they did not come over a line; else the oldest gave way */
    int64_t begin; /**< it is whole from here on; INT64_MIN if nothing was lost, INT64_MAX if the
                        last ones were */
};

enum timeline_evidence {
    TIMELINE_SEEN,     /**< by its WINDOW record */
    TIMELINE_RELEASED, /**< by its source's RAISE alone: the entry is as planned by the kernel */
    TIMELINE_SILENT,   /**< the trace could not tell of it, or nothing needed telling */
    TIMELINE_MISSING   /**< the trace would have told of it */
};

/** A window of the schedule, once. Windows of no partition are listed, and SILENT. */
struct timeline_window {
    uint32_t schedule;
    uint32_t window;    /**< place in the schedule */
    uint32_t partition; /**< or BH_NO_PARTITION */
    enum timeline_evidence evidence;
    bool told;          /**< the trace would have told of its entry */
    bool complete;      /**< and it covers it up to its end */
    bool periodic;      /**< PeriodicProcessingStart */
    int32_t slack;      /**< ticks left before the planned entry; 0 if not SEEN */
    int64_t planned;    /**< start, by the schedule; without a plan by the kernel's slack, which is
                             a few ticks too late, or exactly if its source's RAISE is there */
    int64_t entry;      /**< of the guest: as planned, if nothing tells of another */
    int64_t end;        /**< the next window's start, by the schedule, or the trace's end */
    const struct timeline_record *seen;     /**< WINDOW, or NULL */
    const struct timeline_record *released; /**< RAISE of BH_SOURCE_WINDOW, or NULL */
};

enum timeline_activity {
    TIMELINE_UNKNOWN,
    TIMELINE_STOPPED, /**< mode IDLE */
    TIMELINE_WAITING, /**< in the hypercall wait. One that ends by its deadline seems to go on until
                           the next record tells otherwise. */
    TIMELINE_BUSY
};

/** What a partition did in a part of a window, from the guest's entry until the kernel takes the
 * processor back to prepare the next window. */
struct timeline_interval {
    uint32_t partition;
    uint32_t window; /**< index in the list of windows */
    enum timeline_activity activity;
    int64_t start;
    int64_t end;
};

/** A source occurred. */
struct timeline_raise {
    uint32_t partition;
    uint32_t source;
    uint32_t occurrences;
    uint32_t count;    /**< of all occurrences, as the vCPU page has it */
    int64_t time;
    int64_t delivered; /**< the first delivery that found it pending; NEVER if there was none before
                            the source's next raise or the partition's restart: the guest took it
                            itself, or not at all */
    const struct timeline_record *record;
};

/** A partition sent on an event channel: an event of its own, or that of a queuing port. */
struct timeline_send {
    uint32_t partition;
    uint32_t event;    /**< place among the partition's event channels */
    uint32_t receiver; /**< partition */
    uint32_t source;   /**< of the receiver */
    int64_t time;
    int64_t seen;      /**< entry of the receiver's next window; NEVER if none is listed */
};

/** From timer_set to the timer's next timer_set or timer_cancel, or the partition's next start. */
struct timeline_timer {
    uint32_t partition;
    uint32_t timer;
    uint32_t raises;      /**< RAISE records while it was set */
    uint32_t occurrences; /**< in sum: more than one tells that it is periodic */
    int64_t armed;
    int64_t end;          /**< NEVER: still set at the trace's end */
    int64_t deadline;     /**< the first one; NEVER if it did not occur. A trace has its low 32
                               bits, so it is that one before the first raise which is nearest. */
    bool is_late;         /**< the deadline had passed when it was set: it counted as then, which
                               the trace knows only to be no earlier than `deadline` */
    bool is_old;          /**< set before the ring begins: taken up with a raise within a window,
                               as if it had been set then for then */
    int64_t first;        /**< raise */
    int64_t last;         /**< raise */
    int64_t period_least; /**< ns; which periods the raises allow, if it is periodic: none if the */
    int64_t period_most;  /**< least is above the most */
};

struct timeline {
    const struct trace *trace;
    const struct timeline_ring *rings; /**< the kernel's, then one for each partition */
    uint32_t ring_count;
    const struct timeline_record *records; /**< all, by time, then ring, then place */
    size_t record_count;
    int64_t begin;        /**< of the first and the last record; both 0 if there is none */
    int64_t end;
    int64_t entry_offset; /**< ns from a window's planned start to the guest's entry */
    int64_t lead;         /**< ns before a planned start at which the kernel begins to switch */

    bool has_plan;
    const struct timeline_window *windows; /**< by planned start */
    size_t window_count;
    const struct timeline_record *const *unplanned; /**< WINDOW records that fit no window */
    size_t unplanned_count;
    const struct timeline_interval *intervals; /**< by partition, then start */
    size_t interval_count;
    const struct timeline_raise *raises; /**< by partition, then as written */
    size_t raise_count;
    const struct timeline_send *sends; /**< by time */
    size_t send_count;
    const struct timeline_timer *timers; /**< by partition, then as set */
    size_t timer_count;
    const struct timeline_record *const *schedules; /**< SCHEDULE records */
    size_t schedule_count;
    const struct timeline_record *const *modes; /**< MODE records, by time */
    size_t mode_count;
    const struct timeline_record *const *healths; /**< HEALTH records, by time */
    size_t health_count;
};

/** Put a trace together. Never gives up on a trace that trace_file.h has read. */
struct timeline timeline_make(const struct trace *trace);

/** Say on standard error how many records each ring lost. */
void timeline_print_lost(const struct timeline *timeline);

/** Module time of clock ticks; times further off than BH_TIME_LIMIT are those. */
int64_t timeline_time(const struct trace *trace, bh_time ticks);

/** Whether the module writes records of a kind. */
bool timeline_has_kind(const struct timeline *timeline, enum bh_trace_kind kind);

/** Whether the ring of a partition would tell of something that happened at that time. */
bool timeline_covers(const struct timeline *timeline, uint32_t partition, int64_t time);

/** Ticks from one time to another as ns, rounded down. */
int64_t timeline_duration(const struct trace *trace, int64_t ticks);

#endif
