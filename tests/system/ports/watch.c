/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Reads the samples of restart.xml, whose writer is always somewhere in the middle. */
#include "ports.h"

#define END 200000000

static uint32_t message[1024];

int main(void)
{
    struct bh_sampling state;
    struct bh_sample sample;
    uint32_t last = 0, different = 0, wrong = 0;

    bh_sampling_open(&state, bh_port("state"));
    while (bh_clock_ns() < END) {
        const bh_status status = bh_sampling_read(&state, message, &sample);
        if (status == BH_NO_MESSAGE && last == 0) {
            continue;
        }
        if (status != BH_OK || sample.length != sizeof message || message[0] < last ||
            !is_whole(message, sample.length) || (uint32_t)sample.time < message[0]) {
            wrong++;
        }
        different += message[0] != last;
        last = message[0];
    }
    test(wrong == 0, "a sample is there at any time, whole, and no older than the one before");
    test(different > 300, "whatever its writer is just doing");
    return test_end();
}
