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
    //@ loop pragma UNROLL "completely", 3;
    for (uint32_t i = 0; i < BH_TIMERS; i++) {
        vcpu->timer[i].due = CLOCK_NEVER;
        vcpu->timer[i].source = BH_SOURCE_TIMER + i;
    }
    vcpu->wait_due = CLOCK_NEVER;
    vcpu->due = CLOCK_NEVER;
    work |= WORK_TIMER;
}

void timer_set(struct vcpu *vcpu, uint32_t index, bh_time deadline, bh_time period)
{
    struct timer *timer = &vcpu->timer[index];
    timer->due = CLOCK_NEVER;
    timer->period = TIMER_ONCE;
    timer->period_fraction = 0;
    if (deadline < BH_TIME_LIMIT) {
        const uint64_t now = arch_clock();
        uint32_t fraction;
        timer->due = information->epoch + clock_divided(deadline, &fraction);
        if (fraction != 0) {
            timer->due++;
        } else {
            fraction = information->multiplier;
        }
        timer->fraction = fraction + (UINT32_MAX - information->multiplier);
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
    const uint32_t unit = information->multiplier;
    const uint32_t before = timer->fraction - (UINT32_MAX - unit);
    const uint64_t fractions = (uint64_t)timer->period_fraction * periods + before - 1;
    uint32_t left;
    timer->due += timer->period * periods + arch_divide(fractions, unit, &left);
    timer->fraction = left + 1 + (UINT32_MAX - unit);
}

/* The quotient is made with a divisor that is too large by less than one tick, so it is never too
 * large. In the rare case that it is too small the timer is due again at once. */
uint64_t timer_fire_late(struct vcpu *vcpu, struct timer *timer, uint64_t now)
{
    const uint64_t missed = clock_divide(now - timer->due, timer->period + 1);
    const uint32_t periods = missed < UINT32_MAX / 2 ? (uint32_t)missed + 1 : UINT32_MAX / 2;
    timer_advance(timer, periods);
    virq_raise(vcpu, timer->source, 1 + periods, now);
    return timer->due;
}

void timer_expire(struct vcpu *vcpu, uint64_t now)
{
    if (vcpu->wait_due <= now) {
        vcpu->wait_due = CLOCK_NEVER;
        vcpu->waiting = false;
        arch_result(&vcpu->machine, (bh_word)BH_TIMED_OUT);
    }
    uint64_t due = vcpu->wait_due;
    //@ loop pragma UNROLL "completely", 3;
    for (uint32_t i = 0; i < BH_TIMERS; i++) {
        struct timer *timer = &vcpu->timer[i];
        const uint64_t next = timer->due <= now ? timer_fire(vcpu, timer, now) : timer->due;
        due = next < due ? next : due;
    }
    vcpu->due = due;
}
