/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tells the ground what happens, and every ten seconds where the aircraft is. A bare program. */
#include "bh_port.h"

#include "flight.h"

static struct bh_queue events;
static struct bh_sampling air_data;

static void send_position(uint32_t second)
{
    struct air_data air;
    struct bh_sample sample;

    if (bh_sampling_read(&air_data, &air, &sample) != BH_OK || !sample.valid) {
        bh_print("%u s  to ground: position unknown\n", second);
        return;
    }
    bh_print("%u s  to ground: %u m %s, %u m %s of the start\n", second,
             (uint32_t)(air.north < 0 ? -air.north : air.north) / 1000,
             air.north < 0 ? "south" : "north",
             (uint32_t)(air.east < 0 ? -air.east : air.east) / 1000,
             air.east < 0 ? "west" : "east");
}

int main(void)
{
    struct flight_event event;
    uint32_t length;

    bh_sampling_open(&air_data, bh_port("air-data"));
    bh_queue_open(&events, bh_port("events"));
    bh_mode_set(BH_MODE_NORMAL, 0);
    for (uint32_t second = 10;;) {
        const bh_status status =
            bh_queue_receive_wait(&events, &event, &length, (bh_time)second * SECOND);
        if (status == BH_TIMED_OUT) {
            send_position(second);
            second += 10;
        } else if (status == BH_OK && length == sizeof event) {
            bh_print("%u.%u s  to ground: %s\n", event.time / 1000, event.time / 100 % 10,
                     event.text);
        }
    }
}
