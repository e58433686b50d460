/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * QEMU as a child process.
 */
#ifndef HOST_QEMU_H
#define HOST_QEMU_H

#include <stdbool.h>
#include <sys/types.h>

#include "config.h"
#include "ram.h"

#define QEMU_PROGRAM "qemu-system-i386"
#define QEMU_GDB     "127.0.0.1:1234"

/** The most arguments that a user adds. */
#define QEMU_EXTRA_MAX 32

struct qemu_options {
    const struct board *board;
    const char *image;    /**< Multiboot image, or a CD image */
    bool from_cd;
    bool icount;          /**< the clock counts instructions */
    unsigned icount_shift; /**< 2^shift ns each */
    bool stopped;         /**< wait before the first instruction, for who speaks to the gdb stub */
    bool gdb;             /**< the stub waits at QEMU_GDB */
    int gdb_listener;     /**< socket on which the stub takes connections; 0: none */
    int monitor_socket;   /**< the monitor's end of a connection; 0: none */
    const char *plugin;   /**< or NULL */
    const char *serial2;  /**< where the second serial line goes: a file, a FIFO or a terminal, or
                               "pty": a new terminal; or NULL */
    const char *extra[QEMU_EXTRA_MAX]; /**< the user's own arguments */
    unsigned extra_count;
    const struct ram *ram; /**< to keep the memory in, or NULL */
};

struct qemu {
    pid_t pid;  /**< of the process and of its group */
    int input;  /**< to the console; does not block */
    int output; /**< from the console */
    int errors; /**< from QEMU itself */
};

/** Make a connection of which QEMU gets one end. Answers the other one, or gives up. */
int qemu_connect(int *qemus_end);

/** Start QEMU in a process group of its own, or give up. It ends when this process does. */
struct qemu qemu_start(const struct qemu_options *options);

#endif
