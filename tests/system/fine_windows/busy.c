/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Calls the kernel all the time. */
#include "bh.h"

int main(void)
{
    for (;;) {
        bh_timer_set(0, bh_clock_ns() + 1000000, 0);
    }
}
