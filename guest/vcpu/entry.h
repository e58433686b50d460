/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Between the layer's C and its assembly.
 */
#ifndef BH_ENTRY_H
#define BH_ENTRY_H

#include "bh.h"

/* Addresses in entry.S. */
extern const char bh_irq_entry[], bh_irq_return[], bh_irq_return_end[], bh_trap_entry[];

/* Called from there. */
void bh_irq_dispatch(void);
void bh_trap_dispatch(struct bh_trap *trap);
_Noreturn void bh_main(void);

#endif
