/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tells the ground what happens, and every ten seconds where the aircraft is. A bare program. */
#include "bh.h"

#define SAY bh_print
#include "telemetry.h"

int main(void)
{
    struct flight_event event;
    uint32_t length;

    open_ports();
    for (uint32_t second = REPORT_SECONDS;;) {
        const bh_time report = (bh_time)second * SECOND;
        const bh_status status = bh_queue_receive_wait(&events, &event, &length, report);
        if (status == BH_TIMED_OUT) {
            send_position(second);
            second += REPORT_SECONDS;
        } else if (status == BH_OK) {
            send_event(&event, length);
        }
    }
}
