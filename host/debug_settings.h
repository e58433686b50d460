/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What gdb's side of `bulkhead debug` (gdb/bulkhead.py) is told about a module.
 */
#ifndef HOST_DEBUG_SETTINGS_H
#define HOST_DEBUG_SETTINGS_H

#include "bootable.h"
#include "ram.h"

/** Write it as JSON to a file, or give up. `socket` is where QEMU's gdb stub listens; `folder` is for
 * the debugger's files. */
void debug_settings_write(const char *path, const struct bootable *bootable, const struct ram *ram,
                          const char *socket, const char *folder);

#endif
