/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The source of all channels of module.xml. Its window is the first of each frame. */
#include "ports.h"

static uint32_t long_message[BH_MESSAGE_MAX / 4];

int main(void)
{
    struct bh_sampling state, long_state;
    struct bh_queue orders;
    uint32_t message[16];

    test(bh_sampling_open(&state, bh_port("state")) == BH_OK &&
             bh_sampling_open(&long_state, bh_port("long")) == BH_OK &&
             bh_queue_open(&orders, bh_port("orders")) == BH_OK,
         "ports open by their names");
    test(bh_port("nothing") == NULL && bh_sampling_open(&state, bh_port("orders")) == BH_BAD_PORT,
         "but only the configured ones, as what they are");
    for (uint32_t i = 1; i <= 3; i++) {
        make_message(message, i, 64);
        bh_sampling_write(&state, message, 64);
    }
    make_message(long_message, 9, BH_MESSAGE_MAX);
    test(bh_sampling_write(&long_state, long_message, BH_MESSAGE_MAX) == BH_OK,
         "a message may have 64 KiB");
    for (uint32_t i = 1; i <= 5; i++) {
        make_message(message, i, 40);
        test_failures += bh_queue_send(&orders, message, 40) != BH_OK;
    }
    make_message(message, 6, 40);
    test(test_failures == 0 && bh_queue_count(&orders) == 3 &&
             bh_queue_send(&orders, message, 40) == BH_NO_ROOM,
         "a queue is full when both ends' capacities are");
    test(bh_queue_send_wait(&orders, message, 40, bh_clock_ns() + 1000000) == BH_TIMED_OUT,
         "a sender that waits for room gives up at its deadline");
    test(bh_queue_send_wait(&orders, message, 40, BH_TIME_INFINITE) == BH_OK &&
             bh_clock_ns() < 11000000,
         "and sends in the window after a message was received");
    return test_end();
}
