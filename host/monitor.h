/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * QEMU's monitor, over a pair of sockets that nobody else sees: stops the machine and lets it go on.
 * Its clock stands still meanwhile, whether it counts instructions or the host's time.
 */
#ifndef HOST_MONITOR_H
#define HOST_MONITOR_H

#include <stdbool.h>

/** Begin on a connected socket: QEMU waits for a greeting. */
void monitor_open(int socket);

/** Read and forget what it answers. False at its end. */
bool monitor_read(int socket);

void monitor_stop(int socket);
void monitor_continue(int socket);

#endif
