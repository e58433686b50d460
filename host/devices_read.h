/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Devices: what partitions are granted of the machine. Called by config_read.
 */
#ifndef HOST_DEVICES_READ_H
#define HOST_DEVICES_READ_H

#include <libxml/tree.h>

#include "config.h"

/** Read the Devices of every Partition of Partitions. */
void devices_read(const xmlNode *list, struct config *config);

#endif
