/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* An object of its own, so that an application's definition takes its place. */
#include <bsp.h>

const uint32_t bsp_clock_catch_up_max = 100;
