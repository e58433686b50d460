/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The cyclic schedule. See schedule.h. */
#include "schedule.h"

#include <stddef.h>

#include "arch.h"
#include "clock.h"
#include "partition.h"
#include "trace.h"
#include "virq.h"

struct schedule schedule;
uint32_t schedule_count;
static uintptr_t tables_base;
static const struct bh_schedule *schedules;
static uint64_t entry_offset; /* ticks */
static uint64_t entry_lead;
static struct vcpu *loaded;   /* whose address space and FPU the processor has */

void schedule_request(uint32_t index)
{
    information->next_schedule = index;
}

/* From the frame on that starts at frame_start. Guests see it in the information page. */
static void schedule_use(uint32_t index)
{
    schedule.index = index;
    schedule_request(index);
    information->schedule = index;
    information->schedule_since = schedule.frame_start;
    schedule.table = &schedules[index];
    schedule.windows =
        (const struct bh_window *)(tables_base + schedules[index].windows.offset);
}

void schedule_init(const struct bh_tables *tables)
{
    tables_base = (uintptr_t)tables;
    schedules = (const struct bh_schedule *)(tables_base + tables->schedules.offset);
    schedule_count = tables->schedules.count;
    entry_offset = clock_duration(information->window_entry_offset);
    information->window_entry_lead = tables->board.window_entry_lead;
    entry_lead = clock_duration(information->window_entry_lead);
    schedule.next_window = 0;
    schedule.frame_start = 0;
    schedule_use(tables->initial_schedule);
    schedule.next_ticks = clock_ticks(0) - entry_lead;
}

uint32_t schedule_change_action(const struct vcpu *vcpu)
{
    const struct bh_table *changes = &schedule.table->changes;
    return changes->count != 0 ? *((const uint8_t *)tables_base + changes->offset + vcpu->index)
                               : BH_ACTION_IGNORE;
}

/* The next window becomes the current one; the one after it is planned. */
static void schedule_step(void)
{
    if (schedule.next_window == 0 && information->next_schedule != schedule.index) {
        schedule.changes++;
        schedule_use(information->next_schedule); /* every schedule's first window starts at 0 */
        trace(TRACE_KERNEL, BH_TRACE_SCHEDULE, schedule.index, 0, 0, 0);
    }
    schedule.window = schedule.next_window;
    schedule.planned = schedule.frame_start + schedule.windows[schedule.window].start;
    schedule.entry_ticks = schedule.next_ticks + entry_lead + entry_offset;
    if (++schedule.next_window == schedule.table->windows.count) {
        schedule.next_window = 0;
        schedule.frame_start += schedule.table->frame;
    }
    /* A frame's first window starts with it in every schedule, so a change of schedule at the
     * frame's end does not make this wrong. */
    const bh_time start = schedule.next_window == 0
                              ? schedule.frame_start
                              : schedule.frame_start + schedule.windows[schedule.next_window].start;
    schedule.next_ticks = clock_ticks(start) - entry_lead;
}

struct vcpu *schedule_advance(void)
{
    schedule_step();
    const struct bh_window *window = &schedule.windows[schedule.window];
    struct vcpu *vcpu =
        window->partition == BH_NO_PARTITION ? NULL : &partitions[window->partition];
    schedule.vcpu = vcpu;
    if (vcpu != NULL && vcpu != loaded) {
        arch_vcpu_switch(loaded != NULL ? &loaded->machine : NULL, &vcpu->machine);
        loaded = vcpu;
    }
    if (vcpu != NULL && window->periodic != 0) {
        vcpu->release = schedule.planned;
        vcpu->page->release = schedule.planned;
    }
    if (vcpu != NULL && vcpu->mode != BH_MODE_IDLE) {
        virq_raise(vcpu, BH_SOURCE_WINDOW, 1, schedule.entry_ticks);
    }
    return vcpu;
}

bool schedule_hold(const struct vcpu *vcpu)
{
    const uint64_t entry = schedule.entry_ticks;
    const int64_t slack = (int64_t)(entry - arch_clock());

    trace(vcpu->index + 1, BH_TRACE_WINDOW, schedule.index, schedule.window, (uint32_t)slack, 0);
    const bool held = arch_clock() <= entry; /* the record took its time as well */
    arch_clock_wait(entry);
    return held;
}
