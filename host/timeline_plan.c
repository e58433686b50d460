/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Which schedule was in force when. */
#include "image.h"
#include "memory.h"
#include "timeline_parts.h"

static bool have_one_frame(const struct bh_tables *tables)
{
    const struct bh_schedule *schedules = tables_at(tables, &tables->schedules);

    for (uint32_t i = 1; i < tables->schedules.count; i++)
        if (schedules[i].frame != schedules[0].frame)
            return false;
    return true;
}

/* The frame's boundary that is nearest to a time. */
static int64_t nearest_frame(int64_t time, int64_t first, int64_t frame)
{
    int64_t frames = (time - first + frame / 2) / frame;

    return first + (frames < 0 ? 0 : frames) * frame;
}

/* The kernel changes the schedule `lead` before the frame that begins with it, or later when
 * something held it up. */
const struct timeline_plan *timeline_plan(const struct timeline *timeline, size_t *count)
{
    const struct bh_tables *tables = timeline->trace->tables;
    const struct bh_schedule *schedules = tables_at(tables, &tables->schedules);
    struct timeline_plan *plan = allocate(timeline->schedule_count + 1, sizeof plan[0]);
    bool knows_first = timeline->rings[0].lost == 0 || tables->schedules.count == 1;

    *count = 0;
    if (tables->schedules.count > 1 && (!timeline_has_kind(timeline, BH_TRACE_SCHEDULE) ||
                                        (!knows_first && !have_one_frame(tables))))
        return plan;
    if (knows_first)
        plan[(*count)++] = (struct timeline_plan){tables->initial_schedule, 0};
    for (size_t i = 0; i < timeline->schedule_count; i++) {
        const struct timeline_record *change = timeline->schedules[i];
        struct timeline_plan last = *count ? plan[*count - 1]
                                           : (struct timeline_plan){tables->initial_schedule, 0};
        uint32_t schedule = change->record->argument[0];

        if (schedule < tables->schedules.count && change->time >= timeline->rings[0].begin)
            plan[(*count)++] = (struct timeline_plan){
                schedule, nearest_frame(change->time + timeline->lead, last.start,
                                        (int64_t)schedules[last.schedule].frame)};
    }
    return plan;
}
