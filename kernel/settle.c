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
#include "virq.h"

/* A piece of idle work is not begun when the timer is due within so many ticks, so that an
 * interrupt finds the processor at the idle instruction whatever there was to print. */
#define IDLE_QUANTUM 600u

uint32_t work;
struct vcpu *current;
static struct vcpu idle;
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

static void settle_modes(struct vcpu *vcpu)
{
    if (partition_settle(vcpu)) {
        settle_end((uint32_t)vcpu->exit_code);
    }
}

/* The timer, for the window's end or the vCPU's next deadline. */
static inline void settle_arm(const struct vcpu *vcpu)
{
    uint64_t due = schedule.next_ticks;
    if (vcpu != NULL && vcpu->due < due) {
        due = vcpu->due;
    }
    timer_ticks = due;
    arch_timer_arm(due);
}

static inline void settle_run(struct vcpu *vcpu, uint64_t now)
{
    if (vcpu != NULL && vcpu->mode != BH_MODE_IDLE && virq_settle(vcpu, now)) {
        current = vcpu;
    } else if (current != &idle) {
        arch_idle_reset(&idle.machine);
        current = &idle;
    }
}

/* A window begins. Answers its vCPU, or NULL. */
static __attribute__((noinline)) struct vcpu *settle_window(void)
{
    /* What was armed for the last window must not hit this one's first instructions. The timer is
     * armed anew behind this, so no interrupt of this window is dropped, however late it is. */
    arch_timer_discard();
    struct vcpu *vcpu = schedule_advance();
    if (vcpu != NULL) {
        console_window(vcpu);
        if (vcpu->next_mode != MODE_KEEP) {
            settle_modes(vcpu);
        }
    }
    return vcpu;
}

/* All that is due by the time at which a window enters its guest is taken up before it does, and it
 * enters at that time, not before. */
static __attribute__((noinline)) void settle_all(void)
{
    struct vcpu *vcpu = schedule.vcpu;
    bool entered = false;

    if ((work & WORK_MODE) != 0 && vcpu != NULL) {
        settle_modes(vcpu);
    }
    if ((work & WORK_TIMER) != 0) {
        uint64_t now = arch_clock();
        if (now >= schedule.next_ticks) {
            vcpu = settle_window();
            entered = vcpu != NULL;
            now = schedule.entry_ticks;
        }
        if (vcpu != NULL && vcpu->due <= now) {
            timer_expire(vcpu, now);
        }
        settle_arm(vcpu);
    }
    work = 0;
    settle_run(vcpu, entered ? schedule.entry_ticks : 0);
    if (entered && !schedule_hold(vcpu) && vcpu->mode != BH_MODE_IDLE) {
        health_post(vcpu, BH_ERROR_WINDOW_MISSED, 0, 0, 0, 0);
    }
}

void settle(void)
{
    if (work != WORK_RUN) {
        settle_all();
        if (work != 0) {
            settle_all(); /* a missed window may have asked for a mode; what it posts again waits */
        }
        return;
    }
    work = 0;
    settle_run(schedule.vcpu, 0);
}

bool settle_idle(void)
{
    const uint64_t now = arch_clock();
    if (now + IDLE_QUANTUM >= timer_ticks) {
        return false;
    }
    if (console_input()) {
        return true;
    }
    if (schedule.vcpu != NULL) {
        return console_drain(schedule.vcpu);
    }
    if (console_drain(&partitions[idle_turn])) {
        return true;
    }
    idle_turn = idle_turn + 1 < partition_count ? idle_turn + 1 : 0;
    return idle_turn != 0; /* a round has ended: nobody has anything */
}
