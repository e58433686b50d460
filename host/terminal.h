/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The user's terminal while it is attached to a partition.
 */
#ifndef HOST_TERMINAL_H
#define HOST_TERMINAL_H

/** If standard input is a terminal, pass every key on as it is; undone at exit. */
void terminal_attach(void);

/** Undo it now. */
void terminal_restore(void);

#endif
