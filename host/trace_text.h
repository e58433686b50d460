/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Trace records in words.
 */
#ifndef HOST_TRACE_TEXT_H
#define HOST_TRACE_TEXT_H

#include "trace_file.h"

/** Whose ring it is: a partition's name, or "bulkhead" for the kernel's, the first. */
const char *trace_ring_name(const struct bh_tables *tables, uint32_t ring);

/** Print a record on a line: module time in ns, ring, kind, arguments. */
void trace_print(const struct trace *trace, uint32_t ring, const struct bh_trace_record *record);

#endif
