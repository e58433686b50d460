/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Is restarted by the other. */
#include "../test.h"

int main(void)
{
    const int32_t mode = bh_mode_get();

    if (mode >> 8 != BH_START_NORMAL) {
        test((mode & 0xff) == BH_MODE_COLD_START, "a cold start that is asked for stays one, whatever is asked for behind it");
    }
    bh_mode_set(BH_MODE_NORMAL, 0);
    for (;;) {
        bh_wait(0, BH_TIME_INFINITE);
    }
}
