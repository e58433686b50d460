/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Trace records in words.
 */
#ifndef HOST_TRACE_TEXT_H
#define HOST_TRACE_TEXT_H

#include <stdio.h>

#include "timeline.h"

/** Write a record's arguments as `name=value`, with spaces between and `before` in front. */
void trace_write_arguments(FILE *out, const char *before, const struct trace *trace,
                           const struct timeline_record *record);

#endif
