/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * HealthMonitoring, as config_read reads it.
 */
#ifndef HOST_HEALTH_READ_H
#define HOST_HEALTH_READ_H

#include <libxml/tree.h>

#include "config.h"

/** Read the tables of a HealthMonitoring, which may be NULL. The partitions are known. */
void health_read(const xmlNode *list, struct config *config);

#endif
