/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Is restarted by another, and may not do the same. It does not give its time away. */
#include "../test.h"

int main(void)
{
    const uint32_t mode = (uint32_t)bh_mode_get();

    bh_print("mode %u, condition %u\n", mode & 0xff, mode >> 8);
    bh_mode_set(BH_MODE_NORMAL, 0);
    if (mode >> 8 == BH_START_NORMAL) {
        test(bh_module_status() == NULL && bh_partition("victim") == -1 &&
                 bh_partition_set(0, BH_MODE_IDLE, 0) == BH_NOT_PERMITTED,
             "a partition without the rights can neither find, inspect nor stop another");
    }
    for (;;) {
    }
}
