/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The exit path. See settle.h. */
#include "settle.h"

#include <stddef.h>

#include "arch.h"
#include "clock.h"
#include "console.h"
#include "health.h"
#include "partition.h"
#include "schedule.h"
#include "timer.h"
#include "trace.h"
#include "virq.h"

/* A piece of idle work is not begun when the timer is due within so many ticks, so that an
 * interrupt finds the processor at the idle instruction whatever there was to print. */
#define IDLE_QUANTUM 600u

uint32_t work;
static struct vcpu idle;
struct vcpu *current;
static uint64_t timer_ticks; /* what the timer was last armed for */
static uint32_t idle_turn;   /* whose console is next in spare time */

void settle_init(void)
{
    current = &idle;
    arch_vcpu_init(&idle.machine, 0);
    arch_idle_reset(&idle.machine);
    work = WORK_TIMER;
}

void settle_end(uint32_t code)
{
    console_flush_all();
    arch_exit(code);
}

static void settle_modes(void)
{
    struct vcpu *vcpu = schedule.vcpu;
    if (vcpu != NULL && partition_settle(vcpu)) {
        settle_end((uint32_t)vcpu->exit_code);
    }
}

/* Answers whether a window of a partition began. All that is due by the time at which the window
 * enters its guest is taken up before it does. */
static bool settle_clock(void)
{
    uint64_t now = arch_clock();
    bool entered = false;

    if (now >= schedule.next_ticks) {
        schedule_advance();
        if (schedule.vcpu != NULL) {
            console_window(schedule.vcpu);
            now = schedule.entry_ticks;
            entered = true;
        }
    }
    timer_ticks = schedule.next_ticks;
    if (schedule.vcpu != NULL) {
        timer_expire(schedule.vcpu, now);
        if (schedule.vcpu->due < timer_ticks) {
            timer_ticks = schedule.vcpu->due;
        }
    }
    now = arch_clock();
    arch_timer_arm(timer_ticks > now ? timer_ticks - now : 0);
    return entered;
}

static void settle_run(void)
{
    struct vcpu *vcpu = schedule.vcpu;

    if (vcpu != NULL && vcpu->mode != BH_MODE_IDLE) {
        if (vcpu->waiting) {
            virq_wake(vcpu);
        }
        if (!vcpu->waiting) {
            virq_deliver(vcpu);
            current = vcpu;
            return;
        }
    }
    if (current != &idle) {
        arch_idle_reset(&idle.machine);
        current = &idle;
    }
}

void settle(void)
{
    bool entered = false;

    /* Twice, because a window's begin may find a mode to enter. */
    for (uint32_t pass = 0; pass < 2 && work != 0; pass++) {
        if ((work & WORK_MODE) != 0) {
            work &= ~(uint32_t)WORK_MODE;
            settle_modes();
        }
        if ((work & WORK_TIMER) != 0) {
            entered |= settle_clock();
            work &= ~(uint32_t)WORK_TIMER;
        }
        if ((work & WORK_RUN) != 0) {
            work &= ~(uint32_t)WORK_RUN;
            settle_run();
        }
    }
    if (entered && !schedule_hold()) {
        health_post(schedule.vcpu, BH_ERROR_WINDOW_MISSED, 0, 0, 0, 0);
    }
}

bool settle_idle(void)
{
    if (timer_ticks - arch_clock() < IDLE_QUANTUM || arch_clock() >= timer_ticks) {
        return false;
    }
    console_input();
    if (schedule.vcpu != NULL) {
        return console_drain(schedule.vcpu);
    }
    idle_turn = idle_turn + 1 < partition_count ? idle_turn + 1 : 0;
    return console_drain(&partitions[idle_turn]) || idle_turn != 0;
}
