/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * examples/tracer/tracer.c on a 16550 that sends at its rate, which QEMU's does not: at 115200 baud a
 * byte takes ten bits' time, and the status register tells when FIFO and shift register are empty.
 */
#include "../test.h"

#define BYTE_TIME  86806 /* ns */
#define LINE_DATA  0x2f8
#define LINE_STATE 0x2fd

static bh_time sent; /* when the last byte so far is on the line */
static bool latch;   /* the divisor is set, and no data */

static void paced_out8(uint16_t port, uint8_t value)
{
    if (port == LINE_DATA + 3) {
        latch = (value & 0x80) != 0;
    } else if (port == LINE_DATA && !latch) {
        sent = (sent > bh_clock_ns() ? sent : bh_clock_ns()) + BYTE_TIME;
    }
    bh_out8(port, value);
}

static uint8_t paced_in8(uint16_t port)
{
    uint8_t value = bh_in8(port);
    if (port == LINE_STATE && bh_clock_ns() < sent) {
        value &= bh_clock_ns() + BYTE_TIME < sent ? (uint8_t)~0x60 : (uint8_t)~0x40;
    }
    return value;
}

#define bh_in8 paced_in8
#define bh_out8 paced_out8
int tracer_main(void);
#define main tracer_main
#include "../../../examples/tracer/tracer.c"
#undef main

static volatile uint32_t traps, writes;

static void on_trap(struct bh_trap *trap)
{
    traps++;
    writes += trap->error & 2;
    trap->pc += 10; /* movl $0, address */
}

int main(void)
{
    const volatile struct bh_trace_ring *const ring = bh_trace_ring(0);

    test(bh_trace_rings() == 4 && ring->capacity == bh_trace_ring(3)->capacity && ring->capacity >= 512,
         "a partition with the right ReadTrace sees all rings");
    test(bh_module_status() != NULL && bh_partition("load") == 0, "and the module's status");
    bh_trap_handler_set(on_trap);
    const uint32_t capacity = ring->capacity;
    __asm__ volatile(".byte 0xc7, 0x05; .long %c0, 0"
                     : : "i"(BH_TRACE_BASE + offsetof(struct bh_trace_ring, capacity)) : "memory");
    test(traps == 1 && writes == 2 && ring->capacity == capacity, "writing one is a fault of the writer");
    bh_trap_handler_set(NULL);
    return tracer_main() != 0 || test_end();
}
