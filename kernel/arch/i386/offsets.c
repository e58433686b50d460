/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Compiled to assembly only: each line that says "offset" becomes a #define for the .S files. */
#include <stddef.h>

#include <bulkhead/hypercall.h>

#include "../../vcpu.h"

#define OFFSET(name, value) __asm__("\n#offset " #name " %c0" : : "i"(value))

void offsets(void);
void offsets(void)
{
    OFFSET(HYPERCALL_MASK, BH_HYPERCALL_SLOTS - 1);
    OFFSET(LAPIC_EOI_OFFSET, LAPIC_EOI * 4);
    OFFSET(CONTEXT_EAX, offsetof(struct context, eax));
    OFFSET(CONTEXT_ESP, offsetof(struct context, esp));
}
