/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* i386: contexts that no switch has saved. The frames are those of switch.S. */
#include "runtime.h"

#define FPU_CONTROL  0x37fu  /* all x87 exceptions masked, 64-bit precision */
#define FPU_MXCSR    0x1f80u /* all SSE exceptions masked */
#define FLAGS_ALWAYS 2u

/* Bits of EFLAGS that user code may have set and would miss: the arithmetic ones, DF, NT, AC, ID. */
#define FLAGS_USER 0x244cd5u

extern const char apex_preempted[];

static bh_word *push(bh_word *stack, bh_word value)
{
    *--stack = value;
    return stack;
}

/* The part that apex_switch pops. */
static bh_word *push_switch(bh_word *stack, bh_word pc, const struct bh_trap *registers)
{
    stack = push(stack, pc);
    stack = push(stack, registers->ebp);
    stack = push(stack, registers->ebx);
    stack = push(stack, registers->esi);
    stack = push(stack, registers->edi);
    return push(stack, FLAGS_ALWAYS);
}

void apex_context_make(struct apex_process *process, void (*begin)(void))
{
    static const struct bh_trap none;
    uint16_t *control = process->fpu;
    uint32_t *fpu = process->fpu;
    bh_word *stack = (bh_word *)process->stack_end;

    for (uint32_t i = 0; i < APEX_FPU_BYTES / sizeof *fpu; i++) {
        fpu[i] = 0;
    }
    control[0] = FPU_CONTROL;
    fpu[6] = FPU_MXCSR;
    stack = push(stack, 0); /* as if called: the stack's alignment, and where it ends */
    process->sp = (bh_word)push_switch(stack, (bh_word)begin, &none);
}

void apex_context_resume(struct apex_process *process, const struct bh_trap *trap, bh_word sp)
{
    bh_word *stack = (bh_word *)sp;

    stack = push(stack, (trap->flags & FLAGS_USER) | FLAGS_ALWAYS);
    stack = push(stack, trap->cs);
    stack = push(stack, trap->pc);
    stack = push(stack, trap->eax);
    stack = push(stack, trap->ecx);
    stack = push(stack, trap->edx);
    process->sp = (bh_word)push_switch(stack, (bh_word)apex_preempted, trap);
    apex_fpu_save(process->fpu);
}

void apex_machine_init(void)
{
    bh_irq_entry_set((bh_word)apex_irq_entry, (bh_word)apex_irq_return,
                     (bh_word)apex_irq_return_end);
    bh_trap_entry_set((bh_word)apex_trap_entry);
}
