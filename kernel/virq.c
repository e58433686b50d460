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
    //@ loop pragma UNROLL "completely", 3;
    for (uint32_t i = 0; i < BH_SOURCE_WORDS; i++) {
        page->pending[i] = 0;
        page->mask[i] = UINT32_MAX;
    }
    page->trap_vector = BH_TRAP_NONE;
    page->release = vcpu->release;
}
