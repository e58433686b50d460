/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Sends the module's trace over a serial line, for `bulkhead trace --serial`. It reads the rings,
 * which it sees read-only, and writes to a 16550 that the configuration grants it as the device
 * "line", all in its own windows: nobody else notices, and what it cannot send in time is lost and
 * counted. When all other partitions have stopped it sends what is left, and stops too.
 */
#include "bh.h"
#include "bh_trace.h"

#ifndef BAUD
#define BAUD 115200 /* 8 bits, no parity, no flow control */
#endif
#define CLOCK 115200 /* baud rate at divisor 1 */
#define FIFO  16

/* Registers of a 16550. */
enum { DATA = 0, INTERRUPTS = 1, FIFO_CONTROL = 2, LINE_CONTROL = 3, MODEM_CONTROL = 4, LINE_STATUS = 5 };
enum { DIVISOR_LATCH = 0x80, EIGHT_BITS = 3, FIFO_ON = 7, READY = 3, FIFO_EMPTY = 0x20, ALL_SENT = 0x40 };

#define TELL_PERIOD 500000000 /* ns between two frames that say how far the rings were read */

static uint16_t port;
static uint32_t room; /* bytes that the FIFO takes without a look */
static struct bh_stream stream;
static struct bh_trace_reader readers[BH_PARTITIONS_MAX + 1];

static void line_open(void)
{
    const struct bh_device *const device = bh_device("line", BH_DEVICE_PORTS, 0);
    if (device == NULL || bh_trace_rings() == 0) {
        bh_print("needs the right ReadTrace, and a 16550's ports as the device line\n");
        bh_exit(1);
    }
    port = (uint16_t)device->start;
    bh_out8(port + INTERRUPTS, 0);
    bh_out8(port + LINE_CONTROL, DIVISOR_LATCH);
    bh_out8(port + DATA, (uint8_t)(CLOCK / BAUD));
    bh_out8(port + INTERRUPTS, (uint8_t)(CLOCK / BAUD >> 8));
    bh_out8(port + LINE_CONTROL, EIGHT_BITS);
    bh_out8(port + FIFO_CONTROL, FIFO_ON);
    bh_out8(port + MODEM_CONTROL, READY);
}

static void line_wait(uint8_t state)
{
    while ((bh_in8(port + LINE_STATUS) & state) == 0) {
    }
}

static void send(void)
{
    for (uint32_t i = 0; i < stream.count; i++) {
        if (room == 0) {
            line_wait(FIFO_EMPTY);
            room = FIFO;
        }
        bh_out8(port + DATA, stream.frame[i]);
        room--;
    }
}

/* All that a ring has now. */
static void send_ring(uint32_t number)
{
    static struct bh_trace_record records[BH_STREAM_RECORDS_MAX];
    const volatile struct bh_trace_ring *const ring = bh_trace_ring(number);
    const uint32_t end = ring->written;

    while ((int32_t)(end - readers[number].next) > 0) {
        const uint32_t count =
            bh_trace_read(ring, &readers[number], end, records, BH_STREAM_RECORDS_MAX);
        if (count > 0) {
            bh_stream_records(&stream, number, &readers[number], records, count);
            send();
        }
    }
}

static void tell(enum bh_stream_type type, bh_time ticks)
{
    bh_stream_module(&stream, bh_trace_ring(0)->capacity);
    send();
    bh_stream_rings(&stream, type, ticks, readers);
    send();
}

static bool others_stopped(void)
{
    const volatile struct bh_status_page *const status = bh_module_status();
    for (uint32_t i = 0; i + 1 < bh_trace_rings(); i++) {
        if (i != bh_descriptor()->index && status->partition[i].mode != BH_MODE_IDLE) {
            return false;
        }
    }
    return true;
}

int main(void)
{
    bh_time next = 0;

    line_open();
    bh_mode_set(BH_MODE_NORMAL, 0);
    bh_stream_module(&stream, bh_trace_ring(0)->capacity);
    send();
    for (;;) {
        /* A window that begins before all is sent makes the next round begin at once. */
        bh_irq_take(BH_SOURCE_WINDOW);
        const bh_time ticks = bh_clock_ticks();
        const bool is_last = others_stopped();
        for (uint32_t ring = 0; ring < bh_trace_rings(); ring++) {
            send_ring(ring);
        }
        if (is_last) {
            tell(BH_STREAM_END, ticks);
            line_wait(ALL_SENT);
            return 0;
        }
        if (bh_clock_ns() >= next) {
            tell(BH_STREAM_RINGS, ticks);
            next = bh_clock_ns() + TELL_PERIOD;
        }
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
    }
}
