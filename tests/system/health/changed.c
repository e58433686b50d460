/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Says when it starts. */
#include "../test.h"

int main(void)
{
    const uint32_t mode = (uint32_t)bh_mode_get();

    bh_print("mode %u, condition %u\n", mode & 0xff, mode >> 8);
    bh_mode_set(BH_MODE_NORMAL, 0);
    for (;;) {
        bh_wait(0, BH_TIME_INFINITE);
    }
}
