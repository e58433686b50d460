/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Restarts the hostile partition where it does not do so itself: when it has stopped, and when it has
 * not started anew since the window before, for then it may hang.
 */
#include "../../system/test.h"

int main(void)
{
    const int hostile = bh_partition("hostile");
    uint32_t starts = 0, windows = 0;

    bh_mode_set(BH_MODE_NORMAL, 0);
    for (;;) {
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        if (bh_irq_take(BH_SOURCE_WINDOW) == 0 || hostile < 0) {
            continue;
        }
        const volatile struct bh_partition_status *status =
            &bh_module_status()->partition[hostile];
        windows = status->starts == starts ? windows + 1 : 0;
        starts = status->starts;
        if (status->mode == BH_MODE_IDLE || windows >= 1) {
            bh_partition_set((uint32_t)hostile,
                             starts % 2 == 0 || status->mode != BH_MODE_NORMAL ? BH_MODE_COLD_START
                                                                                : BH_MODE_WARM_START, 0);
        }
    }
}
