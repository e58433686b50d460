/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * i386: contexts of processes.
 */
#ifndef APEX_MACHINE_H
#define APEX_MACHINE_H

#include "bh.h"

struct apex_process;

/** Bytes of saved FPU and SSE state, 16-byte aligned. */
#define APEX_FPU_BYTES 512

static inline bh_word apex_sp(void)
{
    bh_word sp;
    __asm__ volatile("movl %%esp, %0" : "=r"(sp));
    return sp;
}

static inline void apex_fpu_save(void *fpu)
{
    __asm__ volatile("fxsave (%0)" : : "r"(fpu) : "memory");
}

/* switch.S */

/** Saves the running context in `from` and goes on with that of `to`. */
void apex_switch(struct apex_process *from, struct apex_process *to) __attribute__((regparm(2)));

/** The same without saving. */
_Noreturn void apex_load(struct apex_process *to) __attribute__((regparm(1)));

extern const char apex_irq_entry[], apex_irq_return[], apex_irq_return_end[], apex_trap_entry[];

/* context.c */

/** A context that calls `begin`, which does not return, with the FPU as at a partition's start. */
void apex_context_make(struct apex_process *process, void (*begin)(void));

/** A context that goes on after a trap as the interrupted code would. */
void apex_context_resume(struct apex_process *process, const struct bh_trap *trap, bh_word sp);

/** Registers the entries for interrupts and traps. */
void apex_machine_init(void);

#endif
