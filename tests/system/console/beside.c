/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Prints a line in two windows, when the other does. */
#include "../test.h"

int main(void)
{
    bh_print("begun as well");
    test_spin(4000000);
    bh_print(", ended as well\n");
    for (;;) {
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        bh_irq_take(BH_SOURCE_WINDOW);
    }
}
