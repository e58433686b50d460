/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The same victim. */
#include "../oracle/victim.c"
