/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Virtual timers. See timer.h. */
#include "timer.h"

#include "arch.h"
#include "clock.h"
#include "virq.h"

/* The soonest thing to happen to the vCPU may now be sooner. That it may also have become later is
 * found when its time comes. */
static void timer_sooner(struct vcpu *vcpu, uint64_t due)
{
    if (due < vcpu->due) {
        vcpu->due = due;
    }
    work |= WORK_TIMER;
}

void timer_reset(struct vcpu *vcpu)
{
    for (uint32_t i = 0; i < BH_TIMERS; i++) {
        vcpu->timer[i].due = CLOCK_NEVER;
    }
    vcpu->wait_due = CLOCK_NEVER;
    vcpu->due = CLOCK_NEVER;
    work |= WORK_TIMER;
}

void timer_set(struct vcpu *vcpu, uint32_t index, bh_time deadline, bh_time period)
{
    struct timer *timer = &vcpu->timer[index];
    timer->due = CLOCK_NEVER;
    timer->period = 0;
    if (deadline < BH_TIME_LIMIT) {
        const uint64_t now = arch_clock();
        timer->due = information->epoch + clock_divided(deadline, &timer->fraction);
        if (timer->fraction != 0) {
            timer->due++;
        } else {
            timer->fraction = information->multiplier;
        }
        if (timer->due < now) {
            timer->due = now;
        }
    }
    if (period != 0) {
        timer->period = clock_divided(period, &timer->period_fraction);
    }
    timer_sooner(vcpu, timer->due);
}

void timer_cancel(struct vcpu *vcpu, uint32_t index)
{
    vcpu->timer[index].due = CLOCK_NEVER;
}

void timer_wait_until(struct vcpu *vcpu, bh_time deadline)
{
    vcpu->wait_due = clock_ticks(deadline);
    timer_sooner(vcpu, vcpu->wait_due);
}

/* Moves a timer on by so many periods. */
static void timer_advance(struct timer *timer, uint32_t periods)
{
    const uint64_t fractions = (uint64_t)timer->period_fraction * periods + timer->fraction - 1;
    timer->due += timer->period * periods + arch_divide((uint32_t)(fractions >> 32),
                                                        (uint32_t)fractions,
                                                        information->multiplier, &timer->fraction);
    timer->fraction++;
}

/* The quotient is made with a divisor that is too large by less than one tick, so it is never too
 * large. In the rare case that it is too small the timer is due again at once. */
uint32_t timer_catch_up(struct timer *timer, uint64_t now)
{
    const uint64_t missed = clock_divide(now - timer->due, timer->period + 1);
    const uint32_t periods = missed < UINT32_MAX / 2 ? (uint32_t)missed + 1 : UINT32_MAX / 2;
    timer_advance(timer, periods);
    return periods;
}
