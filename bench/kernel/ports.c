/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What port operations cost, in instructions: under instruction counting one clock tick is one
 * instruction. Both ends are here, over this partition's own memory: no operation leaves the guest, so
 * that is what a channel costs. Each figure is the least of some rounds.
 */
#include "bh_port.h"
#include "measure.h"

#define MESSAGE_MAX 4096

static unsigned char message[MESSAGE_MAX];

static struct {
    struct bh_sampling_area area;
    struct {
        struct bh_slot slot;
        unsigned char bytes[MESSAGE_MAX];
    } slots[2];
} sampled;

static struct {
    struct bh_queue_source area;
    struct {
        struct bh_slot slot;
        unsigned char bytes[MESSAGE_MAX];
    } slots[4];
} queued;
static struct bh_queue_destination queued_far;

static void sampling(void)
{
    struct bh_port port = {
        .kind = BH_PORT_SAMPLING,
        .direction = BH_PORT_SOURCE,
        .max_size = MESSAGE_MAX,
        .refresh = 1000000,
        .source_area = (bh_word)&sampled,
    };
    struct bh_sampling source, destination;
    struct bh_sample sample;

    bh_sampling_open(&source, &port);
    port.direction = BH_PORT_DESTINATION;
    bh_sampling_open(&destination, &port);
    figure("sampling_write_64", COST(bh_sampling_write(&source, message, 64)));
    figure("sampling_read_64", COST(bh_sampling_read(&destination, message, &sample)));
    figure("sampling_peek", COST(bh_sampling_peek(&destination, &sample)));
    figure("sampling_write_4096", COST(bh_sampling_write(&source, message, 4096)));
    figure("sampling_read_4096", COST(bh_sampling_read(&destination, message, &sample)));
    figure("copy_4096", COST(bh_copy(message, &sampled.slots[0].bytes, 4096)));
}

static void queuing(void)
{
    struct bh_port port = {
        .kind = BH_PORT_QUEUING,
        .direction = BH_PORT_SOURCE,
        .max_size = MESSAGE_MAX,
        .capacity = 2,
        .far_capacity = 2,
        .slots = 4,
        .source_area = (bh_word)&queued,
        .far_area = (bh_word)&queued_far,
        .event = BH_PORT_NONE,
        .source = BH_PORT_NONE,
    };
    struct bh_port far_port = port;
    struct bh_queue source, destination;
    uint32_t length, send = UINT32_MAX, receive = UINT32_MAX;

    far_port.direction = BH_PORT_DESTINATION;
    bh_queue_open(&source, &port);
    bh_queue_open(&destination, &far_port);
    for (int round = 0; round < ROUNDS; round++) {
        const uint32_t first = ticks();
        bh_queue_send(&source, message, 64);
        const uint32_t second = ticks();
        bh_queue_receive(&destination, message, &length);
        const uint32_t third = ticks();
        send = second - first - overhead < send ? second - first - overhead : send;
        receive = third - second - overhead < receive ? third - second - overhead : receive;
    }
    figure("queuing_send_64", send);
    figure("queuing_receive_64", receive);
    figure("queuing_receive_none", COST(bh_queue_receive(&destination, message, &length)));
}

int main(void)
{
    measure_init();
    sampling();
    queuing();
    return 0;
}
