/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Virtual timers. See timer.h. */
#include "timer.h"

#include "arch.h"
#include "clock.h"
#include "virq.h"

/* The soonest thing to happen to the vCPU. */
static void timer_update(struct vcpu *vcpu)
{
    uint64_t due = vcpu->wait_due;
    for (uint32_t i = 0; i < BH_TIMERS; i++) {
        if (vcpu->timer[i].due < due) {
            due = vcpu->timer[i].due;
        }
    }
    vcpu->due = due;
    work |= WORK_TIMER;
}

void timer_reset(struct vcpu *vcpu)
{
    for (uint32_t i = 0; i < BH_TIMERS; i++) {
        vcpu->timer[i].due = CLOCK_NEVER;
    }
    vcpu->wait_due = CLOCK_NEVER;
    timer_update(vcpu);
}

void timer_set(struct vcpu *vcpu, uint32_t index, bh_time deadline, bh_time period)
{
    struct timer *timer = &vcpu->timer[index];
    timer->deadline = deadline;
    timer->period = period;
    timer->due = clock_ticks(deadline);
    timer_update(vcpu);
}

void timer_cancel(struct vcpu *vcpu, uint32_t index)
{
    vcpu->timer[index].due = CLOCK_NEVER;
    timer_update(vcpu);
}

void timer_wait_until(struct vcpu *vcpu, bh_time deadline)
{
    vcpu->wait_due = clock_ticks(deadline);
    timer_update(vcpu);
}

/* One occurrence, or as many as have passed. The next deadline is the last planned one plus whole
 * periods, so a periodic timer cannot drift. */
static void timer_fire(struct vcpu *vcpu, uint32_t index, uint64_t now)
{
    struct timer *timer = &vcpu->timer[index];
    uint32_t occurrences = 1;

    if (timer->period == 0) {
        timer->due = CLOCK_NEVER;
    } else {
        timer->deadline += timer->period;
        timer->due = clock_ticks(timer->deadline);
        if (timer->due <= now) {
            const uint64_t missed =
                clock_divide(clock_ns(now) - timer->deadline, timer->period) + 1;
            timer->deadline += missed * timer->period;
            timer->due = clock_ticks(timer->deadline);
            occurrences += (uint32_t)missed;
        }
    }
    virq_raise(vcpu, BH_SOURCE_TIMER + index, occurrences);
}

void timer_expire(struct vcpu *vcpu, uint64_t now)
{
    if (now < vcpu->due) {
        return;
    }
    for (uint32_t i = 0; i < BH_TIMERS; i++) {
        if (vcpu->timer[i].due <= now) {
            timer_fire(vcpu, i, now);
        }
    }
    if (vcpu->wait_due <= now) {
        vcpu->wait_due = CLOCK_NEVER;
        vcpu->waiting = false;
        arch_result(&vcpu->machine, (bh_word)BH_TIMED_OUT);
    }
    timer_update(vcpu);
}
