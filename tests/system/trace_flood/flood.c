/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Sends its neighbour events without end. */
#include "bh.h"

int main(void)
{
    for (;;) {
        bh_event_send(0);
    }
}
