/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Sends three events in its first window, then nothing. */
#include "bh.h"

int main(void)
{
    bh_wait(0, 40000000); /* the other partition is ready by then */
    for (int i = 0; i < 3; i++) {
        bh_event_send((uint32_t)bh_event("from-sender"));
    }
    return 0;
}
