/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The destination of all channels of module.xml. Its window comes after the writer's. */
#include "ports.h"

static uint32_t long_message[BH_MESSAGE_MAX / 4];

int main(void)
{
    struct bh_sampling state, long_state;
    struct bh_queue orders;
    struct bh_sample sample;
    uint32_t message[16], length;

    bh_sampling_open(&state, bh_port("state"));
    bh_sampling_open(&long_state, bh_port("long"));
    bh_queue_open(&orders, bh_port("orders"));
    test(bh_sampling_read(&state, message, &sample) == BH_OK && sample.length == 64 &&
             sample.number == 3 && message[0] == 3 && is_whole(message, 64),
         "the newest message is read");
    test(sample.valid && sample.time < bh_clock_ns(), "and is valid");
    test(bh_sampling_read(&long_state, long_message, &sample) == BH_OK &&
             sample.length == BH_MESSAGE_MAX && is_whole(long_message, BH_MESSAGE_MAX),
         "a message of 64 KiB is whole");
    test(bh_queue_count(&orders) == 2, "a destination counts the messages of its capacity");
    bool in_order = true;
    for (uint32_t i = 1; i <= 5; i++) {
        in_order = in_order && bh_queue_receive(&orders, message, &length) == BH_OK &&
                   length == 40 && message[0] == i && is_whole(message, 40);
    }
    test(in_order, "messages are received in order");
    test(bh_queue_receive(&orders, message, &length) == BH_NO_MESSAGE, "until there is none");
    test(bh_queue_receive_wait(&orders, message, &length, BH_TIME_INFINITE) == BH_OK &&
             message[0] == 6 && bh_clock_ns() > 10000000,
         "a receiver waits for a message");
    const bh_time deadline = bh_clock_ns() + 1000000;
    test(bh_queue_receive_wait(&orders, message, &length, deadline) == BH_TIMED_OUT &&
             bh_clock_ns() >= deadline,
         "and gives up at its deadline");
    test(bh_sampling_peek(&state, &sample) == BH_OK && sample.valid,
         "a sample is valid through its refresh period");
    bh_wait(0, 30000000);
    test(bh_sampling_read(&state, message, &sample) == BH_OK && message[0] == 3 && !sample.valid,
         "and is still read when it is older");
    return test_end();
}
