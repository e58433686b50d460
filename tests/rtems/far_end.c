/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A bare partition at the far end of an RTEMS partition's ports: does what it is asked. */
#include "bh_port.h"
#include "ports.h"

static struct bh_sampling state, position;
static struct bh_queue control, orders, urgent, out;

static void send(struct bh_queue *queue, uint32_t number)
{
    uint32_t message[ORDER_BYTES / 4] = {number};
    bh_queue_send_wait(queue, message, ORDER_BYTES, BH_TIME_INFINITE);
}

static uint32_t take(uint32_t first, uint32_t count)
{
    uint32_t message[ORDER_BYTES / 4], length, good = 0;
    for (uint32_t i = 0; i < count; i++) {
        bh_queue_receive_wait(&out, message, &length, BH_TIME_INFINITE);
        good += length == ORDER_BYTES && message[0] == first + i;
    }
    return good;
}

static uint32_t echo(void)
{
    uint32_t message[STATE_BYTES / 4];
    struct bh_sample sample;
    return bh_sampling_read(&position, message, &sample) == BH_OK ? message[0] : 0;
}

static void serve(const struct request *request)
{
    uint32_t message[STATE_BYTES / 4] = {0};
    switch (request->command) {
    case TAKE:
        send(&orders, take(request->first, request->count));
        return;
    case TELL:
        send(&orders, echo());
        return;
    default:
        break;
    }
    for (uint32_t i = 0; i < request->count; i++) {
        message[0] = request->first + i;
        if (request->command == WRITE_STATE) {
            bh_sampling_write(&state, message, STATE_BYTES);
        } else {
            send(request->command == SEND ? &orders : &urgent, message[0]);
        }
    }
}

int main(void)
{
    struct request request;
    uint32_t length;
    bh_sampling_open(&state, bh_port("state"));
    bh_sampling_open(&position, bh_port("position"));
    bh_queue_open(&control, bh_port("control"));
    bh_queue_open(&orders, bh_port("orders"));
    bh_queue_open(&urgent, bh_port("urgent"));
    bh_queue_open(&out, bh_port("out"));
    for (;;) {
        bh_queue_receive_wait(&control, &request, &length, BH_TIME_INFINITE);
        serve(&request);
    }
}
