/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Fails often, but not too often. */
#include "../test.h"

int main(void)
{
    bh_print("starts\n");
    bh_wait(0, bh_clock_ns() + 80000000);
    __asm__ volatile("ud2");
    return 0;
}
