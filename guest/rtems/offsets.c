/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Compiled to assembly only: each line that says "offset" becomes a #define for the .S files. */
#include <stddef.h>

#include <rtems/score/percpu.h>

#include "port.h"

#define OFFSET(name, value) __asm__("\n#offset " #name " %c0" : : "i"(value))

void offsets(void);
void offsets(void)
{
    OFFSET(CONTEXT_LEVEL, offsetof(Context_Control, eflags));
    OFFSET(CONTEXT_ESP, offsetof(Context_Control, esp));
    OFFSET(CONTEXT_EBP, offsetof(Context_Control, ebp));
    OFFSET(CONTEXT_EBX, offsetof(Context_Control, ebx));
    OFFSET(CONTEXT_ESI, offsetof(Context_Control, esi));
    OFFSET(CONTEXT_EDI, offsetof(Context_Control, edi));
    OFFSET(CONTEXT_TLS_SELECTOR, offsetof(Context_Control, gs) + offsetof(struct tls, selector));
    OFFSET(CONTEXT_ISR_DISPATCH_DISABLE, offsetof(Context_Control, isr_dispatch_disable));
    OFFSET(CPU_STACK_HIGH, offsetof(Per_CPU_Control, interrupt_stack_high));
    OFFSET(CPU_ISR_NEST_LEVEL, offsetof(Per_CPU_Control, isr_nest_level));
    OFFSET(CPU_ISR_DISPATCH_DISABLE, offsetof(Per_CPU_Control, isr_dispatch_disable));
    OFFSET(CPU_DISPATCH_DISABLE_LEVEL, offsetof(Per_CPU_Control, thread_dispatch_disable_level));
    OFFSET(CPU_DISPATCH_NECESSARY, offsetof(Per_CPU_Control, dispatch_necessary));
    OFFSET(LEVEL_ENABLED, LEVEL_ENABLED);
}
