/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The destination of restart.xml: restarts in the middle of receiving. */
#include "ports.h"

#define RESTARTS_END 150000000
#define END          250000000

int main(void)
{
    struct bh_queue orders;
    uint32_t message[16], length, last = 0, received = 0, wrong = 0;

    bh_queue_open(&orders, bh_port("orders"));
    restart_soon(150000, RESTARTS_END);
    const bool final = bh_clock_ns() >= RESTARTS_END;
    while (bh_clock_ns() < END) {
        const bh_status status =
            bh_queue_receive_wait(&orders, message, &length, bh_clock_ns() + 20000000);
        if (status == BH_OK && length == sizeof message && is_whole(message, length) &&
            message[0] > last) {
            last = message[0];
            received++;
        } else if (wrong++ == 0) {
            bh_irq_disable();
            test(false, "whatever is received is whole and newer");
            bh_print("# status %d length %u identity %u after %u\n", status, length, message[0], last);
            bh_irq_enable();
        }
    }
    test(final && wrong == 0 && received > 100,
         "messages are whole, in order, and come, after both sides restarted in the middle of their work");
    return test_end();
}
