/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Has all that the hostile one has, and asks for nothing. */
#include "../../system/oracle/silent.c"
