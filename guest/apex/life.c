/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A process' life: how it begins, is released, wakes, and ends. */
#include "runtime.h"

#include "life.h"

/* Started before NORMAL, in the order of their START. */
static struct apex_queue starting = {.ring = {&starting.ring, &starting.ring},
                                     .discipline = FIFO};

void apex_deadline_set(struct apex_process *process, SYSTEM_TIME_TYPE time)
{
    process->deadline_time = time < 0 ? INFINITE_TIME_VALUE : time;
    if (time < 0) {
        apex_timer_cancel(&process->deadline);
    } else {
        apex_timer_set(&process->deadline, time);
    }
}

void apex_deadline_after(struct apex_process *process, SYSTEM_TIME_TYPE release)
{
    const SYSTEM_TIME_TYPE capacity = process->attributes.TIME_CAPACITY;
    apex_deadline_set(process, capacity < 0 ? -1 : apex_time_sum(release, capacity));
}

void apex_await_release(struct apex_process *process, SYSTEM_TIME_TYPE release)
{
    apex_hold(process, HELD_BLOCKED);
    process->awaits_release = true;
    process->timeout_result = NO_ERROR;
    process->release = release;
    if (release >= 0) {
        apex_timer_set(&process->wake, release);
        apex_deadline_after(process, release);
    } else {
        apex_deadline_set(process, -1);
    }
}

/* It is held as blocked only. */
static void begin_periodic(struct apex_process *process, SYSTEM_TIME_TYPE now)
{
    const SYSTEM_TIME_TYPE next = apex_release_next(now);
    apex_await_release(process, next < 0 ? -1 : next + process->delay);
}

static void begin_aperiodic(struct apex_process *process, SYSTEM_TIME_TYPE now)
{
    apex_deadline_after(process, now + process->delay);
    if (process->delay > 0) {
        process->timeout_result = NO_ERROR;
        apex_timer_set(&process->wake, now + process->delay);
    } else {
        apex_free(process, HELD_BLOCKED);
    }
}

static void begin(struct apex_process *process, SYSTEM_TIME_TYPE now)
{
    if (process->attributes.PERIOD > 0) {
        begin_periodic(process, now);
    } else {
        begin_aperiodic(process, now);
    }
}

/* The first thing that a process does. */
static _Noreturn void process_body(void)
{
    apex_leave();
    ((void (*)(void))apex_current->attributes.ENTRY_POINT)();
    STOP_SELF();
    __builtin_unreachable();
}

void apex_process_prepare(struct apex_process *process)
{
    apex_context_make(process, process_body);
    process->priority = process->attributes.BASE_PRIORITY;
    process->retained = process->priority;
    process->lost = false;
}

void apex_process_start(struct apex_process *process, SYSTEM_TIME_TYPE delay)
{
    apex_process_prepare(process);
    process->held = HELD_BLOCKED;
    process->delay = delay;
    process->release = 0;
    if (apex_normal()) {
        begin(process, apex_now());
    } else {
        apex_queue_insert(&starting, process);
    }
}

void apex_process_begin_all(void)
{
    const SYSTEM_TIME_TYPE now = apex_now();
    struct apex_process *process;

    while ((process = apex_queue_first(&starting)) != NULL) {
        apex_queue_remove(process);
        begin(process, now);
    }
}

void apex_process_woken(struct apex_process *process)
{
    process->awaits_release = false;
    if ((process->held & HELD_BLOCKED) != 0) {
        apex_serve(process, process->timeout_result);
    } else { /* SUSPEND_SELF with a time-out */
        process->result = process->timeout_result;
        apex_free(process, HELD_SUSPENDED);
    }
}

void apex_process_stop(struct apex_process *process)
{
    if (process->queue != NULL) {
        apex_queue_remove(process);
    }
    apex_timer_cancel(&process->wake);
    apex_deadline_set(process, -1);
    process->awaits_release = false;
    process->awaited = NULL;
    apex_lock_drop(process);
    apex_hold(process, HELD_DORMANT);
    process->held = HELD_DORMANT;
}
