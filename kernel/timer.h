/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Virtual timers: absolute deadlines in module time, one-shot or periodic, and the deadline of a
 * wait. Times that pass while the partition is out of its windows are counted when it is back.
 */
#ifndef KERNEL_TIMER_H
#define KERNEL_TIMER_H

#include "vcpu.h"

/** Disarms all of a vCPU's timers and its wait. */
void timer_reset(struct vcpu *vcpu);

/** Arms a timer. The caller has checked index, deadline and period. */
void timer_set(struct vcpu *vcpu, uint32_t index, bh_time deadline, bh_time period);

void timer_cancel(struct vcpu *vcpu, uint32_t index);

/** Ends the vCPU's wait at a deadline (ns). */
void timer_wait_until(struct vcpu *vcpu, bh_time deadline);

/** Takes up what is due at tick `now`; call it when vcpu->due is not after that. Raises sources, ends a wait whose deadline has come. */
void timer_expire(struct vcpu *vcpu, uint64_t now);

#endif
