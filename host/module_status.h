/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The module's status and its health logs (bulkhead/status.h), read from the machine's memory.
 */
#ifndef HOST_MODULE_STATUS_H
#define HOST_MODULE_STATUS_H

#include <bulkhead/tables.h>

#include "ram.h"

/** Write them as text: the module, its partitions, then the logs' entries by time. Gives up where the
 * file cannot be written, or the memory does not hold them. */
void module_status_write(const char *path, const struct bh_tables *tables, struct ram *ram);

#endif
