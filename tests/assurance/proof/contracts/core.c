/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The core of the kernel as one file, for proofs of its contracts. */
#include "contracts.h"

#include "kernel/clock.c"
#include "kernel/health.c"
#include "kernel/partition.c"
#include "kernel/schedule.c"
#include "kernel/timer.c"
#include "kernel/virq.c"
