/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Makes as many records in each window as its identifier says, numbered: calls that are refused. */
#include "bh.h"

#define WINDOWS 100

int main(void)
{
    uint32_t number = 1000; /* of no event channel */

    for (uint32_t window = 0; window < WINDOWS; window++) {
        for (uint32_t i = 0; i < bh_descriptor()->identifier; i++) {
            bh_event_send(number++);
        }
        bh_irq_take(BH_SOURCE_WINDOW);
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
    }
    return 0;
}
