/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Works for a while, then follows a null pointer. */
#include "../test.h"

int main(void)
{
    test_spin(40000000);
    *(volatile uint32_t *)0 = 1;
    return 0;
}
