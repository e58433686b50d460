/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Prints a numbered line in each of its windows. */
#include "../test.h"

int main(void)
{
    for (uint32_t i = 0; i < 100; i++) {
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        bh_irq_take(BH_SOURCE_WINDOW);
        bh_print("line %u\n", i);
    }
    return 0;
}
