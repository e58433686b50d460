/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A clock of 4 ms. */
#define TICK_US 4000
#define LINE_MS 200
#define LINES   5
#include "ticks.h"
