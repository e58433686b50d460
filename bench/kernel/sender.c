/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Sends an event in each of its windows. */
#include "bh.h"

int main(void)
{
    for (;;) {
        bh_event_send((uint32_t)bh_event("event"));
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        bh_irq_take(BH_SOURCE_WINDOW);
    }
}
