/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What the kernel's paths cost, in instructions: under instruction counting one clock tick is one
 * instruction. Each figure is the least of some rounds; the tick between two readings of the clock
 * is taken off.
 */
#include "measure.h"

static volatile uint32_t handler_time, last_seen, first_seen;
static volatile bool watching;

static void on_self(uint32_t source, uint32_t occurrences)
{
    handler_time = ticks();
}

static void on_timer(uint32_t source, uint32_t occurrences)
{
    handler_time = ticks();
    watching = false;
}

static void self_interrupt(void)
{
    const uint32_t event = (uint32_t)bh_event("self");
    uint32_t entry = UINT32_MAX, roundtrip = UINT32_MAX;

    for (int round = 0; round < ROUNDS; round++) {
        const uint32_t before = ticks();
        bh_event_send(event);
        const uint32_t after = ticks();
        const uint32_t to_handler = handler_time - before - overhead;
        const uint32_t back = after - before - 2 * overhead;
        entry = to_handler < entry ? to_handler : entry;
        roundtrip = back < roundtrip ? back : roundtrip;
    }
    figure("virq_self_entry", entry);
    figure("virq_self_roundtrip", roundtrip);
}

/* The loop's reading of the clock before the interrupt is its last instruction or the few before;
 * the least over many phases is the cost from the very last one. */
static void timer_interrupt(void)
{
    uint32_t to_handler = UINT32_MAX, back = UINT32_MAX;
    for (uint32_t round = 0; round < 10 * ROUNDS; round++) {
        watching = true;
        bh_timer_set(0, bh_clock_ns() + 20000 + round, 0);
        __asm__ volatile("1:\trdtsc\n\t"
                         "movl %%eax, %%ecx\n\t"
                         "cmpb $0, %2\n\t"
                         "jne 1b\n\t"
                         "movl %%ecx, %1"
                         : "=&a"(first_seen), "=m"(last_seen)
                         : "m"(watching)
                         : "ecx", "edx", "cc");
        /* The last reading in the loop is the one after the interrupt; the one before it is at
         * most a round of the loop older than the interrupt. */
        const uint32_t return_cost = first_seen - handler_time - overhead;
        back = return_cost < back ? return_cost : back;
    }
    /* To the handler: from a loop that stores each reading before the interrupt. */
    for (uint32_t round = 0; round < 10 * ROUNDS; round++) {
        watching = true;
        bh_timer_set(0, bh_clock_ns() + 20000 + round, 0);
        while (watching) {
            const uint32_t now = ticks();
            if (watching) {
                last_seen = now;
            }
        }
        const uint32_t cost = handler_time - last_seen - overhead;
        to_handler = cost < to_handler ? cost : to_handler;
    }
    figure("timer_to_handler", to_handler);
    figure("timer_handler_return", back);
}

/* A line that QEMU's pc-testdev raises as its port is told: with the instruction that writes it. */
static void line_interrupt(void)
{
    const uint32_t line = (uint32_t)bh_line("wire", 0);
    const uint16_t port = (uint16_t)bh_device("wire", BH_DEVICE_PORTS, 0)->start;
    uint32_t to_handler = UINT32_MAX;

    bh_irq_handler_set(bh_line_source(line), on_self);
    bh_irq_unmask(bh_line_source(line));
    bh_irq_bind(line);
    for (int round = 0; round < ROUNDS; round++) {
        const uint32_t before = ticks();
        bh_out8(port, 1);
        const uint32_t cost = handler_time - before - overhead - 1;
        to_handler = cost < to_handler ? cost : to_handler;
        bh_out8(port, 0);
    }
    figure("irq_to_handler", to_handler);
}

static void on_trap(struct bh_trap *trap)
{
    handler_time = ticks();
    trap->pc += 2;
}

static void trap(void)
{
    uint32_t to_handler = UINT32_MAX;
    bh_trap_handler_set(on_trap);
    for (int round = 0; round < ROUNDS; round++) {
        const uint32_t before = ticks();
        __asm__ volatile("ud2" : : : "memory");
        const uint32_t cost = handler_time - before - overhead;
        to_handler = cost < to_handler ? cost : to_handler;
    }
    figure("trap_to_handler", to_handler);
}

/* The longest time without a guest's instruction while the kernel is called with whatever takes it
 * longest, outside of a switch: the longest way through the kernel. Deadlines lie ahead: for one that
 * has passed the timer interrupts at the end of the call, which is another way. */
static void longest_path(void)
{
    uint32_t longest = 0;
#define LONGEST(statement)                                                                         \
    for (int round = 0; round < ROUNDS; round++) {                                                 \
        const uint32_t before = ticks();                                                           \
        statement;                                                                                 \
        const uint32_t cost = ticks() - before - overhead;                                         \
        longest = cost > longest ? cost : longest;                                                 \
    }
    bh_irq_disable();
    const bh_time far = bh_clock_ns() + 333333333;
    LONGEST(bh_timer_set(0, far, 100000));
    LONGEST(bh_timer_set(1, far + 1, 4300000000));
    LONGEST(bh_event_send((uint32_t)bh_event("self")));
    LONGEST(bh_wait(UINT64_MAX, far + 2)); /* returns at once: the event is pending */
    LONGEST(bh_health_raise(BH_ERROR_APPLICATION_ERROR, 1, 2));
    for (int i = 0; i < 50; i++) {
        bh_print("#");
        LONGEST(bh_console_flush());
    }
    bh_print("\n");
    /* Lines: bound, closed, over their limit, and the two at once at the end of a call. */
    const uint16_t port = (uint16_t)bh_device("wire", BH_DEVICE_PORTS, 0)->start;
    const uint32_t line = (uint32_t)bh_line("wire", 0);
    for (int i = 0; i < 3; i++) {
        LONGEST(bh_irq_unbind(line)); /* the first of them does it */
        LONGEST(bh_irq_bind(line));
    }
    LONGEST(bh_irq_ack(line));
    for (int i = 0; i < 60; i++) {
        LONGEST(bh_out8(port, 1));
        bh_out8(port, 0);
    }
    /* Both timers expire together, under a spinning guest. */
    bh_timer_set(0, bh_clock_ns(), 100000);
    bh_timer_set(1, bh_clock_ns(), 100000);
    uint32_t last = ticks();
    const uint32_t begun = last;
    do {
        const uint32_t now = ticks();
        if (now - last > longest) {
            longest = now - last;
        }
        last = now;
    } while (last - begun < 3000000);
    bh_timer_cancel(0);
    bh_timer_cancel(1);
    figure("kernel_path_max", longest);
}

int main(void)
{
    const uint32_t self = (uint32_t)bh_source("self");

    measure_init();
    bh_irq_handler_set(self, on_self);
    bh_irq_handler_set(BH_SOURCE_TIMER, on_timer);
    bh_irq_unmask(self);
    bh_irq_unmask(BH_SOURCE_TIMER);

    figure("hypercall_null", COST(bh_version()));
    figure("clock_read", COST((void)({
               bh_time now = bh_clock_ns();
               __asm__ volatile("" : : "A"(now));
           })));
    figure("virq_disable", COST(bh_irq_disable()));
    figure("virq_enable", COST(bh_irq_enable()));
    bh_irq_enable();
    self_interrupt();
    timer_interrupt();
    line_interrupt();
    trap();
    longest_path();
    return 0;
}
