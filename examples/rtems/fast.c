/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A clock of 1 ms. */
#define TICK_US 1000
#define LINE_MS 100
#define LINES   9
#include "ticks.h"
