/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Times at which something happens: a heap, the soonest on top, for which virtual timer 0 is armed.
 * There is no tick. A timer that is cancelled leaves the virtual one armed: its interrupt then finds
 * nothing due. At the same time, deadlines come first, then the process that was created first.
 */
#include "runtime.h"

#define TIMERS (2 * SYSTEM_LIMIT_NUMBER_OF_PROCESSES)

static struct apex_timer *heap[TIMERS + 1]; /* from 1; the children of n are 2n and 2n + 1 */
static uint32_t used;
static bh_time armed; /* what the virtual timer is armed for at the latest */

static bool is_deadline(const struct apex_timer *timer)
{
    return timer == &timer->process->deadline;
}

static bool sooner(const struct apex_timer *a, const struct apex_timer *b)
{
    if (a->due != b->due) {
        return a->due < b->due;
    }
    if (is_deadline(a) != is_deadline(b)) {
        return is_deadline(a);
    }
    return a->process->id < b->process->id;
}

static void put(struct apex_timer *timer, uint32_t place)
{
    heap[place] = timer;
    timer->place = place;
}

static void rise(struct apex_timer *timer, uint32_t place)
{
    while (place > 1 && sooner(timer, heap[place / 2])) {
        put(heap[place / 2], place);
        place /= 2;
    }
    put(timer, place);
}

static void sink(struct apex_timer *timer, uint32_t place)
{
    uint32_t child;
    while ((child = 2 * place) <= used) {
        if (child < used && sooner(heap[child + 1], heap[child])) {
            child++;
        }
        if (sooner(timer, heap[child])) {
            break;
        }
        put(heap[child], place);
        place = child;
    }
    put(timer, place);
}

static void arm(void)
{
    if (used != 0 && heap[1]->due < armed) {
        armed = heap[1]->due;
        bh_timer_set(0, armed, 0);
    }
}

void apex_timer_set(struct apex_timer *timer, SYSTEM_TIME_TYPE due)
{
    apex_timer_cancel(timer);
    timer->due = (bh_time)due;
    rise(timer, ++used);
    arm();
}

void apex_timer_cancel(struct apex_timer *timer)
{
    const uint32_t place = timer->place;
    if (place == 0) {
        return;
    }
    struct apex_timer *const last = heap[used--];
    timer->place = 0;
    if (last == timer) {
        return;
    }
    if (place > 1 && sooner(last, heap[place / 2])) {
        rise(last, place);
    } else {
        sink(last, place);
    }
}

static void expire(struct apex_timer *timer)
{
    struct apex_process *const process = timer->process;
    if (is_deadline(timer)) {
        apex_error(process, DEADLINE_MISSED, 0);
    } else {
        apex_process_woken(process);
    }
}

void apex_timer_expire(SYSTEM_TIME_TYPE now)
{
    while (used != 0 && heap[1]->due <= (bh_time)now) {
        struct apex_timer *const timer = heap[1];
        apex_timer_cancel(timer);
        expire(timer);
    }
}

/* What is due now, and what becomes due while that is done. */
static void on_timer(uint32_t source, uint32_t occurrences)
{
    armed = 0; /* expiring arms nothing */
    apex_timer_expire(apex_now());
    armed = BH_TIME_INFINITE;
    arm();
}

void apex_timer_init(void)
{
    armed = BH_TIME_INFINITE;
    bh_irq_handler_set(BH_SOURCE_TIMER, on_timer);
    bh_irq_unmask(BH_SOURCE_TIMER);
}
