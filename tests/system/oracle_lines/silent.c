/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Has the devices and asks for nothing. */
#include "../oracle/silent.c"
