/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Sends an event to another partition in each of its windows. */
#include "bh.h"

int main(void)
{
    const uint32_t event = (uint32_t)bh_event("ping");
    for (uint32_t i = 1;; i++) {
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        bh_irq_take(BH_SOURCE_WINDOW);
        if (i % 40 == 0) {
            bh_print("event %u, sent at %llu us\n", i, bh_clock_ns() / 1000);
        }
        bh_event_send(event);
    }
}
