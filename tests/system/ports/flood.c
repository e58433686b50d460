/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The source of restart.xml: writes and sends without a pause, and restarts in the middle of it. The
 * module's time gives messages their identities, which so go up over all restarts. */
#include "ports.h"

static uint32_t long_message[1024];

int main(void)
{
    struct bh_sampling state;
    struct bh_queue orders;
    uint32_t message[16];

    bh_sampling_open(&state, bh_port("state"));
    bh_queue_open(&orders, bh_port("orders"));
    restart_soon(100000, 150000000);
    for (;;) {
        const uint32_t identity = (uint32_t)bh_clock_ns();
        make_message(long_message, identity, sizeof long_message);
        bh_sampling_write(&state, long_message, sizeof long_message);
        make_message(message, identity, sizeof message);
        if (random_word() % 8 == 0) {
            bh_queue_send_wait(&orders, message, sizeof message, BH_TIME_INFINITE);
        } else {
            bh_queue_send(&orders, message, sizeof message);
        }
    }
}
