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

#include "arch.h"
#include "trace.h"
#include "vcpu.h"

/** Records `occurrences` of a source below BH_SOURCES at tick `now`; a constant 0 is the clock, looked
 * at only where it is needed. What is raised while a window is being switched to is told as of the
 * window's entry: how long the switch took is not the guest's to know. */
static inline __attribute__((always_inline)) void virq_raise(struct vcpu *vcpu, uint32_t source,
                                                             uint32_t occurrences, uint64_t now)
{
    struct bh_vcpu *page = vcpu->page;

    page->source[source].count += occurrences;
    if (!arch_bit_set(&page->pending, source)) {
        page->source[source].first = __builtin_constant_p(now) && now == 0 ? arch_clock() : now;
    }
    page->summary = 1;
    trace_raise(vcpu, source, occurrences, now);
}

/** Forgets the registered entries and what is pending; the page looks as after a reset. */
void virq_reset(struct vcpu *vcpu);

/* As the processor would; in the return sequence it starts that again instead of nesting. */
static inline void virq_deliver(struct vcpu *vcpu, uint64_t now)
{
    struct bh_vcpu *page = vcpu->page;
    const bh_word pc = arch_pc(&vcpu->machine);

    page->enabled = 0;
    if (__builtin_expect(pc - vcpu->restart_begin < vcpu->restart_length, 0)) {
        arch_enter(&vcpu->machine, vcpu->restart_begin);
    } else {
        page->irq_pc = pc;
        page->irq_flags = arch_flags(&vcpu->machine);
        arch_enter(&vcpu->machine, vcpu->irq_entry);
    }
    trace_deliver(vcpu, pc, now);
}

static inline bool virq_open(const struct vcpu *vcpu, uint32_t source)
{
    return vcpu->page->enabled != 0 && !arch_bit(&vcpu->page->mask, source);
}

/** Delivers a source that was just raised, if the vCPU that has the window allows it; ends its wait
 * for it. Answers whether it runs. */
static inline bool virq_wake(struct vcpu *vcpu, uint32_t source)
{
    const bool deliver = virq_open(vcpu, source);
    if (vcpu->waiting) {
        if (!deliver && !arch_bit(&vcpu->wait_set, source)) {
            return false;
        }
        vcpu->waiting = false;
        vcpu->wait_due = UINT64_MAX; /* never */
    }
    if (deliver) {
        virq_deliver(vcpu, 0);
    }
    return true;
}

_Static_assert(BH_SOURCE_WORDS == 2, "virq_settle looks at two words");

/** Settles what is pending for a vCPU that may run: ends its wait if what it waits for is there,
 * lets it continue at its entry if something may be delivered; the trace tells it as of tick `now`,
 * or of the clock if that is 0. Answers whether it runs. */
static inline bool virq_settle(struct vcpu *vcpu, uint64_t now)
{
    const struct bh_vcpu *page = vcpu->page;
    const bool deliver = page->enabled != 0 && ((page->pending[0] & ~page->mask[0]) |
                                                (page->pending[1] & ~page->mask[1])) != 0;

    if (vcpu->waiting) {
        if (!deliver && ((page->pending[0] & vcpu->wait_set[0]) |
                         (page->pending[1] & vcpu->wait_set[1])) == 0) {
            return false;
        }
        vcpu->waiting = false;
        vcpu->wait_due = UINT64_MAX; /* never */
    }
    if (deliver) {
        virq_deliver(vcpu, now);
    }
    return true;
}

/** Delivers a trap. False: the guest takes none, or has not taken up the one before. */
static inline bool virq_trap(struct vcpu *vcpu, uint32_t vector, bh_word error)
{
    struct bh_vcpu *page = vcpu->page;
    if (vcpu->trap_entry == 0 || page->trap_vector != BH_TRAP_NONE) {
        return false;
    }
    page->trap_pc = arch_pc(&vcpu->machine);
    page->trap_flags = arch_trap_flags(&vcpu->machine, page->enabled != 0);
    page->trap_vector = vector;
    page->trap_error = error;
    page->enabled = 0;
    arch_enter(&vcpu->machine, vcpu->trap_entry);
    trace(vcpu->index + 1, BH_TRACE_TRAP, vector, error, page->trap_address, page->trap_pc);
    return true;
}

#endif
