/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The cyclic schedule. A window's planned start is frame start + offset in module time, and the
 * next frame starts where this one was planned to end: lateness does not accumulate.
 *
 * A window enters its guest at planned start + the published offset. The switch to it begins the
 * published lead before the planned start, at the cost of the window before. Between the two
 * lie the longest path that the kernel may just be on and the longest switch; the kernel waits for
 * the rest.
 */
#ifndef KERNEL_SCHEDULE_H
#define KERNEL_SCHEDULE_H

#include "vcpu.h"

/** What runs now and what comes next. */
struct schedule {
    const struct bh_schedule *table;
    const struct bh_window *windows;
    uint32_t index;       /* the table's, in the module */
    uint32_t window;      /* the current window */
    uint32_t next_window; /* the one that starts at next_ticks */
    bh_time planned;      /* ns, the current window's start */
    bh_time frame_start;  /* ns, of the frame that next_window belongs to */
    uint64_t next_ticks;  /* when the switch to the next window begins: planned start - lead */
    uint64_t entry_ticks; /* when the current window enters its guest: planned start + offset */
    uint32_t changes;     /* of the schedule, so far */
    struct vcpu *vcpu;    /* the current window's, or NULL */
};

extern struct schedule schedule;
extern uint32_t schedule_count;

/** The first window of the initial schedule is next, at module time 0. */
void schedule_init(const struct bh_tables *tables);

/** Chooses the schedule of the next frame on. The index was checked. */
void schedule_request(uint32_t index);

/** What the current schedule has for a partition that sees it for the first time (enum bh_action). */
uint32_t schedule_change_action(const struct vcpu *vcpu);

/** Begins the next window: its partition becomes the owner of the processor. Answers its vCPU, or
 * NULL if it has none. */
struct vcpu *schedule_advance(void);

/** Waits for the published constant after the window's planned start. Answers false if it had
 * passed already. */
bool schedule_hold(const struct vcpu *vcpu);

#endif
