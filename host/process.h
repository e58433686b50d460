/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Other programs.
 */
#ifndef HOST_PROCESS_H
#define HOST_PROCESS_H

#include <stdbool.h>

/** Where the search path has a program, or NULL. */
const char *process_find(const char *program);

/** Whether the search path has a program. */
bool process_exists(const char *program);

/** Run a program to its end, its output in a scratch file that is shown if it fails; then give up.
 * `arguments` ends in a NULL. */
void process_run(char *const *arguments);

#endif
