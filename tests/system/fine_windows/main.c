/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Windows of 100 microseconds. */
#include "../test.h"

int main(void)
{
    bh_irq_take(BH_SOURCE_WINDOW);
    for (uint32_t windows = 0; windows < 1000;) {
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        windows += bh_irq_take(BH_SOURCE_WINDOW);
    }
    test(true, "a partition gets a thousand windows of 100 microseconds");
    return test_end();
}
