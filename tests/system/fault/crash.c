/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Divides by zero after a while, with a line unfinished. */
#include "../test.h"

int main(void)
{
    test_spin(30000000);
    bh_print("about to divide");
    __asm__ volatile("xorl %%ecx, %%ecx; divl %%ecx" : : "a"(1), "d"(0) : "ecx");
    return 0;
}
