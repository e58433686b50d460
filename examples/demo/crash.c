/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Works for a second, then follows a null pointer. The others do not notice. */
#include "bh.h"

int main(void)
{
    while (bh_wait(0, 1000000000) != BH_TIMED_OUT) {
    }
    bh_print("following a null pointer at %llu us\n", bh_clock_ns() / 1000);
    return *(volatile int *)0;
}
