/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Has the window behind the others' end. */
#include "../test.h"

int main(void)
{
    for (;;) {
        bh_irq_take(BH_SOURCE_WINDOW);
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
    }
}
