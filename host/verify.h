/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Planned against actual: does a trace tell of anything that left its bound?
 */
#ifndef HOST_VERIFY_H
#define HOST_VERIFY_H

#include "trace_view.h"

/** Print a line for each finding and what was checked. Answers how many findings there are; gives up
 * if the trace tells of nothing that could be checked. */
unsigned verify_trace(const struct trace_view *view);

#endif
