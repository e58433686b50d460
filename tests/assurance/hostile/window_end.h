/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Attacks on the switch: whatever may be under way when the hostile window ends. */
#ifndef HOSTILE_WINDOW_END_H
#define HOSTILE_WINDOW_END_H

#include "attacks.h"

/* Pending exceptions of the x87, with nothing masked; and SSE's, likewise. */
static void leave_exceptions(void)
{
    static const uint32_t control = 0x40, unmasked = 0x3f;
    __asm__ volatile("fldcw %0\n\tfldz\n\tfld1\n\tfdivp\n\t"
                     "ldmxcsr %1" : : "m"(control), "m"(unmasked));
}

static void meet_exception(void)
{
    leave_exceptions();
    __asm__ volatile("fwait");
}

static void call_any(void)
{
    bh_call_5(harmless_number(), wild_value(), wild_value(), wild_value(), wild_value(), wild_value());
}

static void set_timer_now(void)
{
    bh_timer_set(random_below(2), bh_clock_ns() + random_below(400), 10000);
}

static void copy_backwards(void)
{
    uint32_t count = 300;
    const uint8_t *from = arena + 4096;
    uint8_t *to = arena + 8192;
    __asm__ volatile("std\n\trep movsl" : "+c"(count), "+S"(from), "+D"(to) : : "memory", "cc");
}

static void step_singly(void)
{
    probe_steps = 400;
    __asm__ volatile("pushl $0x102\n\tpopfl\n\tnop\n\tnop\n\tmovl %%ss, %%eax\n\tmovl %%eax, %%ss\n\t"
                     "nop\n\tnop\n\tpushl $2\n\tpopfl" : : : "eax", "cc", "memory");
}

static void wait_briefly(void)
{
    bh_wait(0, bh_clock_ns() + random_below(300));
}

static void send_events(void)
{
    bh_event_send(random_below(4));
}

static void raise_errors(void)
{
    bh_health_raise(BH_ERROR_APPLICATION_ERROR, 0, 0);
}

static void bind_lines(void)
{
    const uint32_t line = random_below(14);
    bh_irq_unbind(line);
    bh_irq_bind(line);
    bh_irq_ack(line);
}

static void flush_console(void)
{
    ((volatile struct bh_console *)BH_CONSOLE)->out_head += 2;
    bh_console_flush();
}

static void follow_null(void)
{
    (void)*(volatile uint32_t *)(uintptr_t)0;
}

static void load_segments(void)
{
    bh_tls_set(random_below(64), wild_value());
    __asm__ volatile("movw %w0, %%gs\n\tmovw %w1, %%fs" : : "r"(BH_TLS_SELECTOR), "r"(BH_LDT_SELECTOR(5)));
}

/* It expires while the call that takes it back is under way: its interrupt comes with nothing due, and
 * the window's end may follow within a few instructions. */
static void take_timer_back(void)
{
    bh_timer_set(0, bh_clock_ns() + 350 + random_below(200), 0);
    bh_timer_set(0, BH_TIME_INFINITE, 0);
}

static phrase last_act;
static bh_time leaves; /* what is acted from */
static bh_time end;    /* the kernel leaves the window */

static void act_to_the_end(void)
{
    if (one_in(3)) {
        leave_exceptions();
    }
    if (one_in(4)) { /* expires right before the window's end */
        bh_timer_set(0, end - random_below(400), 0);
    }
    while (bh_clock_ns() < leaves) {
    }
    for (uint32_t i = 0; i < 60 && bh_clock_ns() < leaves + FRAME / 4; i++) {
        last_act();
    }
}

/* When the kernel leaves this window. */
static bh_time window_end(void)
{
    return (bh_clock_ns() / FRAME + 1) * FRAME - bh_information()->window_entry_lead;
}

/** Near enough to spin for it. */
static bool window_ends_soon(void)
{
    return window_end() - bh_clock_ns() < FRAME / 12;
}

/* One act over and over, begun a random number of instructions before the kernel leaves the window,
 * so that the end comes at another of its instructions each time. */
static void acts_at_window_end(void)
{
    static const phrase acts[] = {call_any,    set_timer_now, copy_backwards, step_singly, wait_briefly,
                                  send_events, raise_errors,  bind_lines,     flush_console, follow_null,
                                  load_segments, leave_exceptions, meet_exception};
    end = window_end();
    leaves = end - random_below(2000);
    harness_set();
    bh_vcpu()->enabled = 0;
    last_act = one_in(3) ? take_timer_back : acts[random_below(sizeof acts / sizeof acts[0])];
    attempt(act_to_the_end);
}

#endif
