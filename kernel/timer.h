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

/** The same as timer_fire for a timer that is due again already. */
uint64_t timer_fire_late(struct vcpu *vcpu, struct timer *timer, uint64_t now);

/** The timer is due at tick `now`: one occurrence, or as many as have passed while the partition was
 * out of its windows. Answers when it is due again. */
static inline uint64_t timer_fire(struct vcpu *vcpu, struct timer *timer, uint64_t now)
{
    const uint32_t fraction = timer->fraction + timer->period_fraction;
    uint64_t due = timer->due + timer->period;

    timer->fraction = fraction;
    if (fraction < timer->period_fraction) {
        timer->fraction = fraction - information->multiplier;
        due++;
    }
    timer->due = due;
    if (__builtin_expect(due <= now, 0)) {
        return timer_fire_late(vcpu, timer, now);
    }
    virq_raise(vcpu, timer->source, 1, now);
    return due;
}

/** Takes up what is due at tick `now`; call it when vcpu->due is not after that. Raises sources, ends
 * a wait whose deadline has come. */
void timer_expire(struct vcpu *vcpu, uint64_t now);

#endif
