/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Checks of time: schedules and their windows. */
#include <string.h>

#include "module.h"
#include "releases.h"
#include "values.h"

#define FRAME_MAX  UINT64_C(3600000000000)
#define LEAD_LIMIT 100000

#define FOR_SCHEDULES(module, schedule)                                                            \
    for (const struct config_schedule *schedule = (module)->config.schedules;                      \
         schedule < (module)->config.schedules + (module)->config.schedule_count; schedule++)

#define FOR_WINDOWS(schedule, window)                                                              \
    for (const struct config_window *window = (schedule)->windows;                                 \
         window < (schedule)->windows + (schedule)->window_count; window++)

static bh_time window_end(const struct config_window *window)
{
    return window->offset + window->duration;
}

void check_several_initial_schedules(const struct module *module)
{
    const struct config_schedule *first = NULL;

    FOR_SCHEDULES(module, schedule) {
        if (schedule->initial && first)
            report_fault(CHECK_several_initial_schedules, &schedule->place,
                         "schedule %s is initial, but so is %s at line %u; leave one",
                         schedule->name, first->name, first->place.line);
        if (schedule->initial && !first)
            first = schedule;
    }
}

void check_too_many_schedules(const struct module *module)
{
    if (module->config.schedule_count > SCHEDULES_MAX)
        report_fault(CHECK_too_many_schedules,
                     &module->config.schedules[SCHEDULES_MAX].place,
                     "the module has %zu schedules; keep %d", module->config.schedule_count,
                     SCHEDULES_MAX);
}

void check_frame_length(const struct module *module)
{
    FOR_SCHEDULES(module, schedule) {
        if (schedule->frame < WINDOW_MIN || schedule->frame > FRAME_MAX)
            report_fault(CHECK_frame_length, &schedule->place,
                         "MajorFrame %s of schedule %s is not within %s and 1 h; correct it",
                         time_text(schedule->frame), schedule->name, time_text(WINDOW_MIN));
    }
}

/* What the kernel takes of a window, for the switches at its end and at its beginning. */
static bh_time kernels_part(const struct module *module)
{
    const struct window_entry entry = window_entry(module);

    return entry.lead < LEAD_LIMIT ? entry.lead + entry.offset : 0; /* a fault of its own */
}

void check_window_too_short(const struct module *module)
{
    const bh_time kernels = kernels_part(module);

    FOR_SCHEDULES(module, schedule) {
        FOR_WINDOWS(schedule, window) {
            if (window->duration < WINDOW_MIN)
                report_fault(CHECK_window_too_short, &window->place,
                             "the window of %s lasts %s; give it %s or more",
                             window->partition_name, time_text(window->duration),
                             time_text(WINDOW_MIN));
            else if (window->duration <= kernels)
                report_fault(CHECK_window_too_short, &window->place,
                             "the window of %s lasts %s, and the kernel takes %s of each "
                             "(WindowEntryLead, WindowEntryOffset); lengthen it",
                             window->partition_name, time_text(window->duration),
                             time_text(kernels));
        }
    }
}

void check_window_outside_frame(const struct module *module)
{
    FOR_SCHEDULES(module, schedule) {
        FOR_WINDOWS(schedule, window) {
            if (window_end(window) > schedule->frame)
                report_fault(CHECK_window_outside_frame, &window->place,
                             "the window of %s ends at %s, behind the major frame of %s; move or "
                             "shorten it, or lengthen MajorFrame", window->partition_name,
                             time_text(window_end(window)), time_text(schedule->frame));
        }
    }
}

void check_window_overlap(const struct module *module)
{
    FOR_SCHEDULES(module, schedule) {
        const struct config_window *last = NULL; /* the one that ends last so far */

        FOR_WINDOWS(schedule, window) {
            if (last && window->offset < window_end(last))
                report_fault(CHECK_window_overlap, &window->place,
                             "the window of %s at %s begins before the window of %s at line %u "
                             "ends; move it to %s or later", window->partition_name,
                             time_text(window->offset), last->partition_name, last->place.line,
                             time_text(window_end(last)));
            if (!last || window_end(window) > window_end(last))
                last = window;
        }
    }
}

static void require_gap(const struct module *module, const struct place *place, bh_time from,
                        bh_time to)
{
    const bh_time kernels = kernels_part(module); /* for the switch to nobody */
    const bh_time least = kernels > WINDOW_MIN ? kernels : WINDOW_MIN;

    if (from < to && to - from < least)
        report_fault(CHECK_gap_too_short, place,
                     "from %s to %s nothing is scheduled, which is less than %s; close the gap or "
                     "widen it", time_text(from), time_text(to), time_text(least));
}

void check_gap_too_short(const struct module *module)
{
    FOR_SCHEDULES(module, schedule) {
        bh_time end = 0;

        FOR_WINDOWS(schedule, window) {
            require_gap(module, &window->place, end, window->offset);
            if (window_end(window) > end)
                end = window_end(window);
        }
        require_gap(module, &schedule->place, end, schedule->frame);
    }
}

void check_window_entry_offset(const struct module *module)
{
    const struct place *place =
        module->config.has_entry_offset ? &module->config.place : &module->board.place;

    if (window_entry(module).offset >= WINDOW_MIN / 2)
        report_fault(CHECK_window_entry_offset, place,
                     "WindowEntryOffset %s is not below %s; lower it",
                     time_text(window_entry(module).offset), time_text(WINDOW_MIN / 2));
}

void check_window_entry_lead(const struct module *module)
{
    const struct place *place =
        module->config.has_entry_lead ? &module->config.place : &module->board.place;

    if (window_entry(module).lead >= LEAD_LIMIT)
        report_fault(CHECK_window_entry_lead, place, "WindowEntryLead %s is not below %s; lower it",
                     time_text(window_entry(module).lead), time_text(LEAD_LIMIT));
}

static bool is_scheduled(const struct config_schedule *schedule, size_t partition)
{
    FOR_WINDOWS(schedule, window) {
        if (window->partition == partition)
            return true;
    }
    return false;
}

#define FOR_CHANGES(schedule, change)                                                              \
    for (const struct config_change *change = (schedule)->changes;                                 \
         change < (schedule)->changes + (schedule)->change_count; change++)

void check_duplicate_change_action(const struct module *module)
{
    FOR_SCHEDULES(module, schedule) {
        FOR_CHANGES(schedule, change) {
            for (const struct config_change *other = schedule->changes; other < change; other++)
                if (strcmp(change->partition_name, other->partition_name) == 0)
                    report_fault(CHECK_duplicate_change_action, &change->place,
                                 "%s has a PartitionChangeAction in schedule %s at line %u; delete "
                                 "one", change->partition_name, schedule->name, other->place.line);
        }
    }
}

void check_change_action_window(const struct module *module)
{
    FOR_SCHEDULES(module, schedule) {
        FOR_CHANGES(schedule, change) {
            if (change->partition != UNRESOLVED && !is_scheduled(schedule, change->partition))
                report_fault(CHECK_change_action_window, &change->place,
                             "%s has no window in schedule %s, so nothing would be done; add one, "
                             "or delete the PartitionChangeAction", change->partition_name,
                             schedule->name);
        }
    }
}

void check_partition_never_scheduled(const struct module *module)
{
    for (size_t i = 0; i < module->config.partition_count; i++) {
        bool scheduled = false;

        FOR_SCHEDULES(module, schedule) {
            scheduled = scheduled || is_scheduled(schedule, i);
        }
        if (!scheduled)
            report_fault(CHECK_partition_never_scheduled, &module->config.partitions[i].place,
                         "%s has no window in any schedule; add a PartitionTimeWindow, or delete "
                         "the partition", module->config.partitions[i].name);
    }
}

/* One release point in each period, all at the same place in it. */
static void require_releases(const struct config_schedule *schedule, size_t index,
                             const struct config_partition *partition)
{
    const struct config_window *window = release_next(schedule, index, 0);
    bh_time due = window ? window->offset : 0;

    if (window && partition->period == 0) {
        report_fault(CHECK_release_points, &window->place,
                     "the window has PeriodicProcessingStart, and %s has no Period; give it one, or "
                     "delete the attribute", partition->name);
        return;
    }
    while (window && window->offset == due) {
        due += partition->period;
        window = release_next(schedule, index, (size_t)(window - schedule->windows) + 1);
    }
    if (window)
        report_fault(CHECK_release_points, &window->place,
                     "the window of %s begins at %s, and its next PeriodicProcessingStart is due at "
                     "%s; move it there, or delete the attribute", partition->name,
                     time_text(window->offset), time_text(due));
    else if (due != 0 && due - release_next(schedule, index, 0)->offset != schedule->frame)
        report_fault(CHECK_release_points, &schedule->place,
                     "schedule %s lacks a window of %s with PeriodicProcessingStart at %s; add it, "
                     "or change MajorFrame or Period", schedule->name, partition->name,
                     time_text(due));
}

void check_release_points(const struct module *module)
{
    FOR_SCHEDULES(module, schedule) {
        for (size_t i = 0; i < module->config.partition_count; i++)
            require_releases(schedule, i, &module->config.partitions[i]);
    }
}

/* Time that the schedule gives a partition from `from` up to `to`. */
static bh_time scheduled_time(const struct config_schedule *schedule, size_t partition,
                              bh_time from, bh_time to)
{
    bh_time sum = 0;

    FOR_WINDOWS(schedule, window) {
        bh_time first = window->offset > from ? window->offset : from;
        bh_time last = window_end(window) < to ? window_end(window) : to;

        if (window->partition == partition && first < last)
            sum += last - first;
    }
    return sum;
}

static void require_period(const struct config_schedule *schedule, size_t index,
                           const struct config_partition *partition)
{
    if (schedule->frame % partition->period != 0) {
        report_fault(CHECK_partition_period, &schedule->place,
                     "MajorFrame %s of schedule %s is no multiple of the period %s of %s; change "
                     "one of them", time_text(schedule->frame), schedule->name,
                     time_text(partition->period), partition->name);
        return;
    }
    for (bh_time from = 0; from < schedule->frame; from += partition->period) {
        bh_time time = scheduled_time(schedule, index, from, from + partition->period);

        if (time >= partition->duration)
            continue;
        report_fault(CHECK_partition_period, &schedule->place,
                     "schedule %s gives %s only %s in its period from %s, and its Duration is %s; "
                     "add or lengthen windows", schedule->name, partition->name, time_text(time),
                     time_text(from), time_text(partition->duration));
        return;
    }
}

void check_partition_period(const struct module *module)
{
    for (size_t i = 0; i < module->config.partition_count; i++) {
        const struct config_partition *partition = &module->config.partitions[i];

        if (!partition->has_period && !partition->has_duration)
            continue;
        if (partition->period < WINDOW_MIN || partition->duration == 0 ||
            partition->duration > partition->period) {
            report_fault(CHECK_partition_period, &partition->place,
                         "Period %s and Duration %s of %s do not make sense together: Period is at "
                         "least %s, Duration above 0 and not the longer; correct or delete both",
                         time_text(partition->period), time_text(partition->duration),
                         partition->name, time_text(WINDOW_MIN));
            continue;
        }
        FOR_SCHEDULES(module, schedule) {
            if (schedule->frame <= FRAME_MAX && is_scheduled(schedule, i))
                require_period(schedule, i, partition);
        }
    }
}
