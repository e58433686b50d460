/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A run from QEMU's start to its end: console, input, signals, time limit.
 */
#ifndef HOST_SESSION_H
#define HOST_SESSION_H

#include <stdbool.h>
#include <sys/types.h>

#include "console.h"
#include "keys.h"
#include "progress.h"
#include "qemu.h"

enum session_end { END_BY_ITSELF, END_BY_SIGNAL, END_BY_TIMEOUT, END_BY_USER, END_AT_TIME };

struct session_options {
    size_t partition;   /**< index of the one that gets the input, or NOT_ATTACHED */
    bool menu;          /**< standard input is the user's terminal */
    unsigned timeout_ms; /**< 0: none */
    bool waits_for_gdb;
    struct keys_machine machine;
    struct progress *progress; /**< NULL: none is shown */
    /** Starts the debugger, with which the session ends and which gets the terminal's signals; or
     * NULL. */
    pid_t (*debug)(const void *argument);
    const void *debug_argument;
};

struct session_result {
    enum session_end end;
    int status; /**< the command's exit status */
};

/** Start QEMU and serve it until it ends. */
struct session_result session_run(const struct qemu_options *qemu, struct console *console,
                                  const struct session_options *options);

#endif
