/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Virtual interrupts. See virq.h; the page's protocol is in bulkhead/vcpu.h. */
#include "virq.h"

#include "arch.h"
#include "clock.h"
#include "trace.h"

void virq_raise(struct vcpu *vcpu, uint32_t source, uint32_t occurrences)
{
    struct bh_vcpu *page = vcpu->page;
    struct bh_source_state *state = &page->source[source];
    uint32_t *pending = &page->pending[source / 32];
    const uint32_t bit = 1u << (source % 32);

    state->count += occurrences;
    if ((*pending & bit) == 0) {
        state->first = arch_clock();
    }
    *pending |= bit;
    page->summary = 1;
    work |= WORK_RUN;
    trace(vcpu->index + 1, BH_TRACE_RAISE, source, state->count, 0, 0);
}

void virq_reset(struct vcpu *vcpu)
{
    struct bh_vcpu *page = vcpu->page;
    vcpu->irq_entry = 0;
    vcpu->restart_length = 0;
    vcpu->trap_entry = 0;
    page->enabled = 0;
    page->summary = 0;
    for (uint32_t i = 0; i < BH_SOURCE_WORDS; i++) {
        page->pending[i] = 0;
        page->mask[i] = UINT32_MAX;
    }
    page->trap_vector = BH_TRAP_NONE;
}

static bool virq_deliverable(const struct vcpu *vcpu)
{
    const struct bh_vcpu *page = vcpu->page;
    uint32_t open = 0;
    for (uint32_t i = 0; i < BH_SOURCE_WORDS; i++) {
        open |= page->pending[i] & ~page->mask[i];
    }
    return open != 0 && page->enabled != 0 && vcpu->irq_entry != 0;
}

void virq_wake(struct vcpu *vcpu)
{
    uint32_t met = 0;
    for (uint32_t i = 0; i < BH_SOURCE_WORDS; i++) {
        met |= vcpu->page->pending[i] & vcpu->wait_set[i];
    }
    if (met != 0 || virq_deliverable(vcpu)) {
        vcpu->waiting = false;
        vcpu->wait_due = CLOCK_NEVER; /* vcpu->due may now be early, which is legal */
    }
}

void virq_deliver(struct vcpu *vcpu)
{
    if (!virq_deliverable(vcpu)) {
        return;
    }
    struct bh_vcpu *page = vcpu->page;
    const bh_word pc = arch_pc(&vcpu->machine);
    page->enabled = 0;
    if (pc - vcpu->restart_begin < vcpu->restart_length) {
        arch_enter(&vcpu->machine, vcpu->restart_begin);
    } else {
        page->irq_pc = pc;
        page->irq_flags = arch_flags(&vcpu->machine);
        arch_enter(&vcpu->machine, vcpu->irq_entry);
    }
    trace(vcpu->index + 1, BH_TRACE_DELIVER, pc, page->pending[0], page->pending[1], 0);
}

bool virq_trap(struct vcpu *vcpu, uint32_t vector, bh_word error)
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
