/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Sampling and queuing ports, and the channels between them. Called by config_read.
 */
#ifndef HOST_CHANNELS_READ_H
#define HOST_CHANNELS_READ_H

#include <libxml/tree.h>

#include "config.h"

/** Read the PartitionPorts of every Partition of Partitions, then Channels, which may be NULL. */
void channels_read(const xmlNode *partitions, const xmlNode *channels, struct config *config);

#endif
