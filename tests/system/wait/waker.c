/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Sends an event every 700 microseconds of its windows. */
#include "../test.h"

int main(void)
{
    bh_wait(0, 25000000);
    for (int i = 0; i < 160; i++) {
        bh_event_send((uint32_t)bh_event("wake"));
        bh_wait(0, bh_clock_ns() + 700000);
    }
    return 0;
}
