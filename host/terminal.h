/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The user's terminal while it is attached to a partition.
 */
#ifndef HOST_TERMINAL_H
#define HOST_TERMINAL_H

#include <stdbool.h>

/** Whether standard input is one's terminal, and this process may set it. */
bool terminal_has_keys(void);

/** If standard input is a terminal, take every key as it is; undone at exit. `signals`: but for those
 * that interrupt a command, such as Ctrl-C. */
void terminal_attach(bool signals);

/** Undo it now. */
void terminal_restore(void);

#endif
