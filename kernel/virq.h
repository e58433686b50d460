/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Virtual interrupts: recorded when they happen, delivered when their partition runs and allows it.
 *
 * Raise: the count goes up, then the pending bit and the summary are set. The guest clears the
 * pending bit first and reads the count after it, so nothing is lost and nothing is taken twice.
 */
#ifndef KERNEL_VIRQ_H
#define KERNEL_VIRQ_H

#include "vcpu.h"

/** Records `occurrences` of a source below BH_SOURCES. */
void virq_raise(struct vcpu *vcpu, uint32_t source, uint32_t occurrences);

/** Forgets the registered entries and what is pending; the page looks as after a reset. */
void virq_reset(struct vcpu *vcpu);

/** Ends the vCPU's wait if what it waits for is there. */
void virq_wake(struct vcpu *vcpu);

/** Lets the guest continue at its entry if something is pending and may be delivered. */
void virq_deliver(struct vcpu *vcpu);

/** Delivers a trap. False: the guest takes none, or has not taken up the one before. */
bool virq_trap(struct vcpu *vcpu, uint32_t vector, bh_word error);

#endif
