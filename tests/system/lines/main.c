/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* What hardware lines promise to their owner, for edges and levels. */
#include "../test.h"

static volatile uint32_t count[BH_SOURCES], calls[BH_SOURCES];
static volatile uint32_t order[8];
static volatile uint32_t taken;
static uint32_t edge, level, outside, outside_second, outside_level, high, uart; /* lines */
static uint32_t done;                                                            /* a source */
static uint32_t latched; /* occurrences that the controller keeps of edges while a line is closed */
static uint16_t edge_port, level_port, high_port, uart_port;

static void on_line(uint32_t source, uint32_t occurrences)
{
    count[source] += occurrences;
    calls[source]++;
    if (taken < 8) {
        order[taken++] = source;
    }
}

static uint32_t counted(uint32_t line)
{
    return count[bh_line_source(line)];
}

static bool pending(uint32_t line)
{
    return bh_irq_pending(bh_line_source(line));
}

static void pulse(uint16_t port)
{
    bh_out8(port, 1);
    bh_out8(port, 0);
}

/* Begins a test behind the start of a window, so that none begins within it. */
static void next_window(void)
{
    bh_wait(0, (bh_clock_ns() / 10000000 + 1) * 10000000);
}

/* Lets the other partition take one step. */
static void go(void)
{
    bh_irq_take(done);
    bh_event_send((uint32_t)bh_event("go"));
    bh_wait(UINT64_C(1) << done, BH_TIME_INFINITE);
}

static void binding(void)
{
    pulse(edge_port);
    test(bh_irq_bind(7) == BH_BAD_INDEX,
         "a line that is not in the descriptor cannot be bound");
    test(counted(edge) == 0 && !pending(edge), "a line that is not bound raises nothing");
    bh_irq_bind(level);
    test(counted(level) == 0 && !pending(level), "binding a quiet level line raises nothing");
    bh_irq_bind(edge);
    test(counted(edge) == 1 + latched, "binding an edge line raises it once: an edge before was not seen");
}

static void forwarded_to_the_running_partition(void)
{
    uint16_t selector;
    const uint32_t before = counted(edge);
    pulse(edge_port);
    __asm__("movw %%cs, %0" : "=r"(selector));
    test(counted(edge) == before + 1 && (selector & 3) == 3,
         "a line's interrupt of the running partition is forwarded to its handler in user mode at once");
}

static void disable_and_enable(void)
{
    const uint32_t before = counted(edge), called = calls[bh_line_source(edge)];
    bh_irq_disable();
    const uint64_t begun = bh_clock_ticks();
    pulse(edge_port);
    const uint64_t ended = bh_clock_ticks();
    pulse(edge_port);
    pulse(edge_port);
    test(counted(edge) == before, "no line is delivered while virtual interrupts are disabled");
    const uint64_t first = bh_vcpu()->source[bh_line_source(edge)].first;
    test(pending(edge) && first > begun && first < ended,
         "a line that interrupts meanwhile is pending, with the time of the first occurrence");
    bh_irq_enable();
    test(counted(edge) == before + 3 && calls[bh_line_source(edge)] == called + 1 && !pending(edge),
         "a pending line is forwarded as soon as they are enabled: once, every edge counted");
}

static void mask_and_unmask(void)
{
    const uint32_t before = counted(edge);
    bh_irq_mask(bh_line_source(edge));
    pulse(edge_port);
    test(counted(edge) == before && pending(edge), "a masked line is not delivered and stays pending");
    pulse(high_port);
    test(counted(edge) == before && counted(high) > 0, "another line is delivered meanwhile");
    bh_irq_unmask(bh_line_source(edge));
    test(counted(edge) == before + 1, "a pending line is forwarded as soon as it is unmasked");
}

static void in_order_of_priority(void)
{
    bh_irq_disable();
    taken = 0;
    pulse(high_port);
    bh_out8(level_port, 1);
    bh_out8(level_port, 0);
    pulse(edge_port);
    bh_irq_enable();
    bh_irq_ack(level);
    test(taken == 3 && order[0] == bh_line_source(edge) && order[1] == bh_line_source(level) &&
             order[2] == bh_line_source(high),
         "pending lines are delivered in the order of their sources, not of their interrupts");
}

static void a_level_does_not_enter_again_before_its_acknowledge(void)
{
    const uint32_t before = counted(level);
    bh_out8(level_port, 1);
    test(counted(level) == before + 1, "an asserted level is delivered at once");
    test_spin(100000);
    test(counted(level) == before + 1, "it is not delivered again before it is acknowledged");
    next_window();
    test(counted(level) == before + 1, "nor in the next window");
    bh_irq_ack(level);
    test(counted(level) == before + 2, "a level that is still asserted at its acknowledge is delivered again");
    bh_out8(level_port, 0);
    bh_irq_ack(level);
    test_spin(10000);
    test(counted(level) == before + 2, "a level that was served is not");
    bh_out8(level_port, 1);
    bh_out8(level_port, 0);
    bh_irq_ack(level);
    test(counted(level) == before + 3, "and it is delivered when it is asserted again");
}

static void out_of_the_window(void)
{
    bh_irq_bind(outside);
    bh_irq_bind(outside_second);
    bh_irq_bind(outside_level);
    next_window();
    const uint32_t before[] = {counted(outside), counted(outside_second), counted(outside_level)};
    taken = 0;
    go(); /* the handlers have run at the window's start, before this returns */
    uint32_t at = 0;
    while (at < taken && order[at] != bh_line_source(outside)) {
        at++;
    }
    test(counted(outside) > before[0] && counted(outside_second) > before[1],
         "edges out of their owner's window: a delivery follows the last one");
    test(counted(outside) - before[0] == 1 + latched &&
             counted(outside_second) - before[1] == 1 + latched,
         "and however many there were, it is the window's one, and the one that an 8259 keeps");
    test(counted(outside_level) == before[2] + 1, "a level asserted out of the window is delivered in it, once");
    test(at + 2 < taken && order[at + 1] == bh_line_source(outside_second) &&
             order[at + 2] == bh_line_source(outside_level),
         "what is pending at the window's start is delivered in the order of sources");
    go();
    bh_irq_ack(outside_level);
    test(counted(outside_level) == before[2] + 1, "and not again after it went away");

    /* Edges just before the window's end stay counted across it. */
    const bh_time start = bh_clock_ns() / 10000000 * 10000000;
    test_spin(start + 5500000 - bh_clock_ns());
    bh_irq_disable();
    const uint32_t counted_before = counted(edge), called = calls[bh_line_source(edge)];
    for (int i = 0; i < 7; i++) {
        pulse(edge_port);
    }
    const uint64_t first = bh_vcpu()->source[bh_line_source(edge)].first;
    test_spin(start + 10100000 - bh_clock_ns());
    const bool kept = bh_vcpu()->source[bh_line_source(edge)].first == first;
    bh_irq_enable();
    test(counted(edge) == counted_before + 8 && calls[bh_line_source(edge)] == called + 1 && kept,
         "what was pending when the window closed is delivered in the next, none lost, none twice, "
         "with the time of the first, and one more for the opening");
}

static void waiting(void)
{
    const uint32_t before = counted(outside_level);
    bh_irq_mask(bh_line_source(outside_level));
    bh_event_send((uint32_t)bh_event("go"));
    const bh_status answer = bh_wait(UINT64_C(1) << bh_line_source(outside_level), bh_clock_ns() + 50000000);
    test(answer == BH_OK && pending(outside_level) && counted(outside_level) == before,
         "a masked line can be waited for");
    bh_irq_unmask(bh_line_source(outside_level));
    go();
    bh_irq_ack(outside_level);
}

static void storms(void)
{
    next_window();
    const uint32_t before = counted(edge);
    for (int i = 0; i < 100; i++) {
        pulse(edge_port);
    }
    test(counted(edge) == before + 21, "the edge over the limit is delivered, then the line is closed");
    bh_irq_unbind(edge);
    bh_irq_bind(edge);
    pulse(edge_port);
    test(counted(edge) == before + 21, "a new binding does not open it");
    next_window();
    test(counted(edge) == before + 22 + latched, "the next window opens it again");
    pulse(edge_port);
    test(counted(edge) == before + 23 + latched, "and it interrupts as before");

    const uint32_t level_before = counted(level);
    bh_out8(level_port, 1);
    for (int i = 0; i < 100; i++) {
        bh_irq_ack(level);
    }
    test(counted(level) == level_before + 21, "a level that is never served is closed by the limit too");
    bh_out8(level_port, 0);
    next_window();
    test(counted(level) == level_before + 21, "and it is quiet in the next window when it is served by then");
    bh_irq_ack(level);
}

static void unbinding(void)
{
    bh_irq_disable();
    const uint32_t before = counted(edge);
    pulse(edge_port);
    bh_irq_unbind(edge);
    pulse(edge_port);
    test(pending(edge), "what is pending when a line is unbound stays pending");
    bh_irq_enable();
    test(counted(edge) == before + 1, "and is delivered, but nothing that came after it");
    bh_irq_bind(edge);
    test(counted(edge) > before + 1, "a new binding raises it, as the first did");
}

/* A 16550 in loopback, an edge on one board and a level on the other: each character that it sends it receives. */
static volatile uint32_t received, wrong;

static void on_uart(uint32_t source, uint32_t occurrences)
{
    while ((bh_in8((uint16_t)(uart_port + 5)) & 1) != 0) {
        const uint8_t character = bh_in8(uart_port);
        wrong += character != (uint8_t)received;
        received++;
    }
    bh_irq_ack(uart); /* one of the boards has it as a level */
}

static void a_device(void)
{
    bh_out8((uint16_t)(uart_port + 4), 0x1b); /* loopback, OUT2, RTS, DTR */
    bh_out8((uint16_t)(uart_port + 1), 1);    /* received data */
    bh_irq_handler_set(bh_line_source(uart), on_uart);
    bh_irq_bind(uart);
    for (uint32_t i = 0; i < 50; i++) {
        bh_out8(uart_port, (uint8_t)i);
        const bh_time limit = bh_clock_ns() + 1000000;
        while (received == i && bh_clock_ns() < limit) {
        }
    }
    bh_out8((uint16_t)(uart_port + 1), 0);
    test(received == 50 && wrong == 0, "a driver gets what its device receives, by interrupt");
}

int main(void)
{
    latched = bh_descriptor()->module[sizeof "lines" - 1] != '\0'; /* lines-8259 */
    edge = (uint32_t)bh_line("edge", 0);
    level = (uint32_t)bh_line("level", 0);
    outside = (uint32_t)bh_line("outside", 0);
    outside_second = (uint32_t)bh_line("outside", 1);
    outside_level = (uint32_t)bh_line("outside-level", 0);
    high = (uint32_t)bh_line("high", 0);
    uart = (uint32_t)bh_line("uart", 0);
    done = (uint32_t)bh_source("done");
    edge_port = (uint16_t)bh_device("edge", BH_DEVICE_PORTS, 0)->start;
    level_port = (uint16_t)bh_device("level", BH_DEVICE_PORTS, 0)->start;
    high_port = (uint16_t)bh_device("high", BH_DEVICE_PORTS, 0)->start;
    uart_port = (uint16_t)bh_device("uart", BH_DEVICE_PORTS, 0)->start;
    for (uint32_t i = 0; i < 7; i++) {
        bh_irq_handler_set(bh_line_source(i), on_line);
        bh_irq_unmask(bh_line_source(i));
    }
    bh_irq_enable();
    next_window();
    binding();
    forwarded_to_the_running_partition();
    disable_and_enable();
    bh_irq_bind(high);
    mask_and_unmask();
    in_order_of_priority();
    a_level_does_not_enter_again_before_its_acknowledge();
    out_of_the_window();
    waiting();
    storms();
    unbinding();
    a_device();
    return test_end();
}
