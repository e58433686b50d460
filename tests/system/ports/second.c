/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Another destination of a sampling channel. */
#include "ports.h"

int main(void)
{
    struct bh_sampling state;
    struct bh_sample sample;
    uint32_t message[16];

    bh_sampling_open(&state, bh_port("copy"));
    test(bh_sampling_read(&state, message, &sample) == BH_OK && message[0] == 3 && !sample.valid,
         "a second destination reads the same message, with a refresh period of its own");
    test(bh_sampling_write(&state, message, 64) == BH_BAD_DIRECTION, "and cannot write it");
    return test_end();
}
