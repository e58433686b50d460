/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The analysis for people, and for machines.
 */
#ifndef HOST_ANALYSIS_PRINT_H
#define HOST_ANALYSIS_PRINT_H

#include <jansson.h>

#include "analysis.h"

/** Print the analysis of a planned module. */
void analysis_print(const struct module *module, const struct analysis *analysis);

/** The same as JSON. */
json_t *analysis_json(const struct module *module, const struct analysis *analysis);

#endif
