/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The virtual CPU: what the kernel knows of a partition while it runs. Data only; timer, virq and
 * partition own the functions. What decides about running is here, in kernel memory, never in a
 * page that a guest can write.
 */
#ifndef KERNEL_VCPU_H
#define KERNEL_VCPU_H

#include <stdbool.h>
#include <stdint.h>

#include <bulkhead/tables.h>
#include <bulkhead/vcpu.h>
#include <machine.h>

/** One virtual timer. A period is a whole number of clock ticks and a fraction, which is summed up
 * exactly, so a periodic timer does not drift. */
struct timer {
    uint64_t due;             /* clock ticks; CLOCK_NEVER: disarmed */
    uint64_t period;          /* clock ticks, rounded down; of a one-shot timer TIMER_ONCE */
    uint32_t period_fraction; /* what that left over, in 1 / multiplier of a tick */
    uint32_t fraction;        /* the deadline is so much after the tick before due, in the same unit:
                                 more than 0, at most multiplier; plus UINT32_MAX - multiplier */
    uint32_t source;
};

struct vcpu {
    struct machine_vcpu machine; /* first: the entry path stores registers here */

    const struct bh_partition *partition;
    const struct bh_event *events;
    uint32_t line_first; /* its hardware lines, among all */
    struct bh_vcpu *page;
    struct bh_console *console;
    uint32_t index;

    uint32_t mode;       /* enum bh_mode; IDLE: it does not run */
    uint32_t start;      /* enum bh_start */
    uint32_t next_mode;  /* MODE_KEEP, or the mode to enter when it is settled */
    uint32_t next_start; /* the start condition that goes with it */
    bh_time release;     /* module time of its latest release point, as the page has it */

    uint32_t schedule_changes; /* how many had been when it last had a window */
    uint32_t restarts;         /* by health monitoring, until: */
    uint64_t restarts_until;   /* clock ticks */

    uint8_t exit_code; /* given with IDLE */
    bool initialized;  /* NORMAL since its last cold start: what a warm one keeps is there */
    bool waiting;
    uint32_t wait_set[BH_SOURCE_WORDS];
    uint64_t wait_due; /* clock ticks */

    bh_word irq_entry;
    bh_word restart_begin;
    bh_word restart_length;
    bh_word trap_entry; /* 0: traps are health events */

    struct timer timer[BH_TIMERS];
    uint64_t due; /* the soonest of the timers and wait_due */

    uint32_t out_tail; /* the kernel's own console indices */
    uint32_t in_head;
};

/** In timer.period: it is due again long after BH_TIME_LIMIT. */
#define TIMER_ONCE (UINT64_MAX / 2)

/** In next_mode: nothing is asked for. */
#define MODE_KEEP UINT32_MAX

/** The vCPU whose registers the entry path saves and the exit path restores; may be the idle one. */
extern struct vcpu *current;

/* What the doors leave for the exit path to settle (settle.c). */
enum work {
    WORK_MODE = 2,   /* a mode was asked for */
    WORK_TIMER = 4,  /* look at the clock, arm the timer */
    WORK_RUN = 8     /* something became pending, or who runs may have changed */
};
extern uint32_t work;

#endif
