/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A run from QEMU's start to its end: console, input, signals, time limit.
 */
#ifndef HOST_SESSION_H
#define HOST_SESSION_H

#include <stdbool.h>

#include "console.h"
#include "qemu.h"

#define NOT_ATTACHED SIZE_MAX

struct session_options {
    size_t partition;   /**< index of the one that gets the input, or NOT_ATTACHED */
    unsigned timeout_ms; /**< 0: none */
    bool waits_for_gdb;
};

/** Start QEMU and serve it until it ends. Answers the exit status of the command. */
int session_run(const struct qemu_options *qemu, struct console *console,
                const struct session_options *options);

#endif
