/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Ending a machine at a module time: when the kernel turns to the first window that is planned for
 * that time or later. All windows before have run to their ends, and of this one nothing has happened
 * yet, so the end does not depend on the host. A plugin in QEMU (plugin/until.c) does it: the machine
 * runs as it does without. Breakpoints of QEMU's gdb stub would not do, for where instructions are
 * counted each stop moves the machine's clock to its next timer.
 */
#ifndef HOST_UNTIL_H
#define HOST_UNTIL_H

#include <bulkhead/types.h>

#include "ram.h"

/** QEMU's exit status then. Those of modules are odd. */
#define UNTIL_STATUS 86

/** QEMU's argument -plugin for an image's machine with that memory, or give up. */
const char *until_plugin(bh_time time, const char *image, const struct ram *ram);

#endif
