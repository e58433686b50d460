/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Fails at once, always. */
#include "../test.h"

int main(void)
{
    bh_print("starts\n");
    __asm__ volatile("ud2");
    return 0;
}
