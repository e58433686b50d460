/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The other end of the hostile partition's channels. What it reads is the hostile one's to say; but
 * each call answers within a bounded number of instructions, and writes nothing but its message.
 */
#include "../../system/ports/ports.h"

#define SIZE   64
#define CANARY 0x5ca1ab1e
#define BOUND  2000 /* instructions of a call, its hypercall traced */

static struct {
    uint32_t before;
    uint32_t message[SIZE / 4];
    uint32_t behind;
} buffer = {.before = CANARY, .behind = CANARY};

static uint32_t wrong, longest, messages, bad, turns;

static uint64_t began;

/* A call that a window's end interrupts takes until the next window and is not counted. */
static void ended(uint32_t windows)
{
    const uint32_t took = (uint32_t)(bh_clock_ticks() - began);
    if (windows == bh_vcpu()->source[BH_SOURCE_WINDOW].count && took > longest) {
        longest = took;
    }
}

#define TIMED(call)                                                                                \
    do {                                                                                           \
        const uint32_t windows = bh_vcpu()->source[BH_SOURCE_WINDOW].count;                        \
        began = bh_clock_ticks();                                                                  \
        call;                                                                                      \
        ended(windows);                                                                            \
    } while (0)

static void turn(struct bh_sampling *state, struct bh_sampling *news, struct bh_queue *in,
                 struct bh_queue *out)
{
    struct bh_sample sample;
    uint32_t length;
    bh_status status;

    TIMED(status = bh_sampling_read(state, buffer.message, &sample));
    wrong += status == BH_OK ? sample.length - 1 >= SIZE : sample.length != 0 || sample.valid;
    messages += status == BH_OK;
    TIMED(status = bh_queue_receive(in, buffer.message, &length));
    wrong += status == BH_OK ? length - 1 >= SIZE : length != 0;
    messages += status == BH_OK;
    bad += status == BH_BAD_MESSAGE;
    TIMED(status = bh_queue_send(out, buffer.message, SIZE));
    wrong += status != BH_OK && status != BH_NO_ROOM;
    TIMED(bh_sampling_write(news, buffer.message, SIZE));
    wrong += bh_queue_count(in) > 2 || bh_queue_count(out) > 3;
    wrong += buffer.before != CANARY || buffer.behind != CANARY;
}

int main(void)
{
    static uint32_t told;
    struct bh_sampling state, news;
    struct bh_queue in, out;

    bh_sampling_open(&state, bh_port("state"));
    bh_sampling_open(&news, bh_port("news"));
    bh_queue_open(&in, bh_port("in"));
    bh_queue_open(&out, bh_port("out"));
    bh_mode_set(BH_MODE_NORMAL, 0);
    for (;; turns++) {
        turn(&state, &news, &in, &out);
        if ((wrong != 0 || longest > BOUND) && told == 0) {
            told = 1;
            bh_print("not ok - the peer's calls are bounded and write their message alone (%u wrong, %u "
                     "instructions)\n", wrong, longest);
        }
        if (turns % 1024 == 1023) {
            bh_print("%u turns, %u messages, %u bad, longest %u\n", turns + 1, messages, bad, longest);
            bh_queue_clear(&in);
        }
    }
}
