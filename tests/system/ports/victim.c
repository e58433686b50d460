/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The other side of hostile.xml: every call answers in time, and writes nothing but its message. */
#include "ports.h"

#define END    300000000
#define SIZE   64
#define CANARY 0x5ca1ab1e

static struct {
    uint32_t before;
    uint32_t message[SIZE / 4];
    uint32_t behind;
} buffer = {.before = CANARY, .behind = CANARY};

static uint32_t wrong, read, received, sent, bad;

static void turn(struct bh_sampling *state, struct bh_queue *in, struct bh_queue *out)
{
    struct bh_sample sample;
    uint32_t length;

    bh_status status = bh_sampling_read(state, buffer.message, &sample);
    read += status == BH_OK;
    wrong += status == BH_OK ? sample.length - 1 >= SIZE : sample.length != 0 || sample.valid;
    status = random_word() % 64 == 0
                 ? bh_queue_receive_wait(in, buffer.message, &length, bh_clock_ns() + 10000)
                 : bh_queue_receive(in, buffer.message, &length);
    received += status == BH_OK;
    bad += status == BH_BAD_MESSAGE;
    wrong += status == BH_OK ? length - 1 >= SIZE : length != 0;
    wrong += bh_queue_count(in) > 2;
    status = random_word() % 64 == 0
                 ? bh_queue_send_wait(out, buffer.message, SIZE, bh_clock_ns() + 10000)
                 : bh_queue_send(out, buffer.message, SIZE);
    sent += status == BH_OK;
    wrong += status != BH_OK && status != BH_NO_ROOM && status != BH_TIMED_OUT;
    wrong += bh_queue_count(out) > 3;
    if (random_word() % 256 == 0) {
        bh_queue_clear(in);
        bh_queue_open(out, bh_port("out"));
        bh_queue_open(in, bh_port("in"));
    }
    wrong += buffer.before != CANARY || buffer.behind != CANARY;
}

int main(void)
{
    struct bh_sampling state;
    struct bh_queue in, out;

    bh_sampling_open(&state, bh_port("state"));
    bh_queue_open(&in, bh_port("in"));
    bh_queue_open(&out, bh_port("out"));
    while (bh_clock_ns() < END) {
        turn(&state, &in, &out);
    }
    test(wrong == 0, "a hostile side makes no call write beyond its message, or answer nonsense");
    test(read > 100 && received > 100 && sent > 100 && bad > 10, "and it did try");
    bh_print("# read %u received %u sent %u bad %u\n", read, received, sent, bad);
    return test_end();
}
