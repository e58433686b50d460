/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Looks where another partition has device memory. */
#include "../test.h"

int main(void)
{
    bh_print("reads %x\n", *(volatile uint32_t *)0xc0000000);
    return 0;
}
