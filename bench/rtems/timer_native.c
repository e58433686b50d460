/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The timer for native programs: their board's calibration ends only where an instruction is 64 ns. */
#define CLOCK_SHIFT 6
#include "timer.c"
