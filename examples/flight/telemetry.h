/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What telemetry tells the ground, the same as a bare program and on RTEMS. Who includes this has
 * defined SAY, which prints as printf does.
 */
#ifndef TELEMETRY_H
#define TELEMETRY_H

#include <bh_port.h>

#include "flight.h"

#define REPORT_SECONDS 10

static struct bh_queue events;
static struct bh_sampling air_data;

static void open_ports(void)
{
    bh_sampling_open(&air_data, bh_port("air-data"));
    bh_queue_open(&events, bh_port("events"));
    bh_mode_set(BH_MODE_NORMAL, 0);
}

static inline unsigned metres(int32_t millimetres)
{
    return (unsigned)(millimetres < 0 ? -millimetres : millimetres) / 1000;
}

static void send_position(unsigned second)
{
    struct air_data air;
    struct bh_sample sample;

    if (bh_sampling_read(&air_data, &air, &sample) == BH_OK && sample.valid) {
        SAY("%u s  to ground: %u m %s, %u m %s of the start\n", second, metres(air.north),
            air.north < 0 ? "south" : "north", metres(air.east), air.east < 0 ? "west" : "east");
    } else {
        SAY("%u s  to ground: position unknown\n", second);
    }
}

/* What another partition sends may be anything, a text without an end too. */
static void send_event(struct flight_event *event, uint32_t length)
{
    if (length == sizeof *event) {
        event->text[sizeof event->text - 1] = '\0';
        SAY("%u.%u s  to ground: %s\n", (unsigned)event->time / 1000,
            (unsigned)event->time / 100 % 10, event->text);
    }
}

#endif
