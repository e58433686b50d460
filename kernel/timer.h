/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Virtual timers: absolute deadlines in module time, one-shot or periodic, and the deadline of a
 * wait. Times that pass while the partition is out of its windows are counted when it is back.
 */
#ifndef KERNEL_TIMER_H
#define KERNEL_TIMER_H

#include "clock.h"
#include "vcpu.h"
#include "virq.h"

/** Disarms all of a vCPU's timers and its wait. */
void timer_reset(struct vcpu *vcpu);

/** Arms a timer. The caller has checked index, deadline and period. */
void timer_set(struct vcpu *vcpu, uint32_t index, bh_time deadline, bh_time period);

void timer_cancel(struct vcpu *vcpu, uint32_t index);

/** Ends the vCPU's wait at a deadline (ns). */
void timer_wait_until(struct vcpu *vcpu, bh_time deadline);

/** Moves a periodic timer whose time has passed on towards tick `now`; answers by how many periods,
 * at least one. */
uint32_t timer_catch_up(struct timer *timer, uint64_t now);

/* One occurrence, or as many as have passed while the partition was out of its windows. */
static inline void timer_fire(struct vcpu *vcpu, uint32_t index, uint64_t now)
{
    struct timer *timer = &vcpu->timer[index];
    uint32_t occurrences = 1;

    if (timer->period == 0) {
        timer->due = CLOCK_NEVER;
    } else {
        const uint32_t sum = timer->fraction + timer->period_fraction;
        timer->due += timer->period;
        timer->fraction = sum;
        if (sum < timer->period_fraction || sum > information->multiplier) {
            timer->fraction = sum - information->multiplier;
            timer->due++;
        }
        if (__builtin_expect(timer->due <= now, 0)) {
            occurrences += timer_catch_up(timer, now);
        }
    }
    virq_raise(vcpu, BH_SOURCE_TIMER + index, occurrences, now);
}

_Static_assert(BH_TIMERS == 2, "timer_expire names them");

/** Takes up what is due at tick `now`; call it when vcpu->due is not after that. Raises sources, ends
 * a wait whose deadline has come. */
static inline void timer_expire(struct vcpu *vcpu, uint64_t now)
{
    if (vcpu->timer[0].due <= now) {
        timer_fire(vcpu, 0, now);
    }
    if (vcpu->timer[1].due <= now) {
        timer_fire(vcpu, 1, now);
    }
    if (vcpu->wait_due <= now) {
        vcpu->wait_due = CLOCK_NEVER;
        vcpu->waiting = false;
        arch_result(&vcpu->machine, (bh_word)BH_TIMED_OUT);
    }
    uint64_t due = vcpu->wait_due;
    if (vcpu->timer[0].due < due) {
        due = vcpu->timer[0].due;
    }
    if (vcpu->timer[1].due < due) {
        due = vcpu->timer[1].due;
    }
    vcpu->due = due;
}

#endif
