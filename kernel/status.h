/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The module's status and health log, for permitted partitions and the host: bulkhead/status.h. The
 * kernel writes it and reads back nothing but its own counts.
 */
#ifndef KERNEL_STATUS_H
#define KERNEL_STATUS_H

#include <bulkhead/status.h>
#include <bulkhead/tables.h>

/** NULL until status_init. */
extern struct bh_status_page *module_status;

/** Clears it; after a reset by health monitoring, where memory survived that, the logs stay. */
void status_init(const struct bh_tables *tables);

/** Resets the machine, so that the module that starts then knows it. */
_Noreturn void status_reset(void);

#endif
