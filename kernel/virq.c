/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Virtual interrupts. See virq.h; the page's protocol is in bulkhead/vcpu.h. */
#include "virq.h"

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
