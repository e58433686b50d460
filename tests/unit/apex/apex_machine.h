/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Takes the place of an architecture's apex_machine.h where guest/apex is tested: a switch between
 * processes ends in the test.
 */
#ifndef APEX_MACHINE_H
#define APEX_MACHINE_H

#include "bh.h"

struct apex_process;

#define APEX_FPU_BYTES 16

static inline bh_word apex_sp(void)
{
    return 0;
}

void apex_switch(struct apex_process *from, struct apex_process *to);
_Noreturn void apex_load(struct apex_process *to);

#endif
