/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The exit path: the doors only record what happened; this settles it, in a fixed order (modes,
 * schedule and timers, who runs, delivery), before a guest or the idle loop continues.
 */
#ifndef KERNEL_SETTLE_H
#define KERNEL_SETTLE_H

#include <stdbool.h>
#include <stdint.h>

#include <bulkhead/tables.h>

/** Begins with the idle context current; the first window is due at module time 0. */
void settle_init(void);

/** Settles all recorded work; called by the exit path when there is any. Afterwards `current` is
 * what continues. */
void settle(void);

/** The same when the timer's interrupt is all that happened. */
void settle_timer(void);

/** One bounded piece of what the kernel does in idle time. Answers whether there is more of it at
 * once; otherwise the processor may halt until the next interrupt. */
bool settle_idle(void);

/** Ends the module: prints what waits, then ends the machine with the code. */
_Noreturn void settle_end(uint32_t code);

#endif
