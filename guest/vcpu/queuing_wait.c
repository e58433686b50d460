/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Queuing ports of guests without threads: waiting for a message, or for room. */
#include "bh_port.h"

/* Waits until there is a point in trying again; BH_TIMED_OUT: there is none any more. */
static bh_status wait(struct bh_queue *queue, bh_time deadline)
{
    const uint32_t source = queue->port->source;
    bh_status status = BH_OK;

    bh_irq_take(source);
    if (!bh_queue_arm(queue)) {
        status = bh_wait(UINT64_C(1) << source, deadline);
    } else if (bh_clock_ns() >= deadline) {
        status = BH_TIMED_OUT;
    }
    bh_queue_disarm(queue);
    return status;
}

bh_status bh_queue_send_wait(struct bh_queue *queue, const void *message, uint32_t length,
                             bh_time deadline)
{
    bh_status status = bh_queue_send(queue, message, length);

    while (status == BH_NO_ROOM && queue->port->source < BH_SOURCES) {
        const bh_status waited = wait(queue, deadline);
        status = bh_queue_send(queue, message, length);
        if (waited != BH_OK) {
            return status == BH_NO_ROOM ? waited : status;
        }
    }
    return status;
}

bh_status bh_queue_receive_wait(struct bh_queue *queue, void *message, uint32_t *length,
                                bh_time deadline)
{
    bh_status status = bh_queue_receive(queue, message, length);

    while (status == BH_NO_MESSAGE && queue->port->source < BH_SOURCES) {
        const bh_status waited = wait(queue, deadline);
        status = bh_queue_receive(queue, message, length);
        if (waited != BH_OK) {
            return status == BH_NO_MESSAGE ? waited : status;
        }
    }
    return status;
}
