/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Trace records in words.
 */
#ifndef HOST_TRACE_TEXT_H
#define HOST_TRACE_TEXT_H

#include "timeline.h"

/** Print a record on a line: module time in ns, ring, kind, arguments. */
void trace_print(const struct trace *trace, const struct timeline_record *record);

#endif
