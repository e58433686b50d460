/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Moves lines of the other partition out of its windows, as it is told. Each "go" is one step. */
#include "bh.h"

static void wire(uint32_t place, uint8_t level)
{
    bh_out8((uint16_t)bh_device("wires", BH_DEVICE_PORTS, place)->start, level);
}

int main(void)
{
    const uint32_t go = (uint32_t)bh_source("go");
    for (;;) {
        bh_wait(UINT64_C(1) << go, BH_TIME_INFINITE);
        if (bh_irq_take(go) == 0) {
            continue;
        }
        wire(1, 1); /* the level line, then the edges in the opposite order of their sources */
        wire(2, 1);
        wire(2, 0);
        for (int i = 0; i < 5; i++) {
            wire(0, 1);
            wire(0, 0);
        }
        bh_event_send((uint32_t)bh_event("done"));
        bh_wait(UINT64_C(1) << go, BH_TIME_INFINITE);
        bh_irq_take(go);
        wire(1, 0); /* the second "go" */
        bh_event_send((uint32_t)bh_event("done"));
    }
}
