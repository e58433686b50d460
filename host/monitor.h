/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * QEMU's monitor (its QMP), over a pair of sockets that nobody else sees: stops the machine and lets
 * it go on. Its clock stands still meanwhile, whether it counts instructions or the host's time.
 */
#ifndef HOST_MONITOR_H
#define HOST_MONITOR_H

#include <stdbool.h>

/** Begin on a connected socket: QEMU waits for a greeting. */
void monitor_open(int socket);

/** Read and forget what it says by itself. */
void monitor_read(int socket);

/** Stop the machine, or let it go on. False if QEMU does not do it. */
bool monitor_stop(int socket);
bool monitor_continue(int socket);

#endif
