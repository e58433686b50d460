/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Fails in another way every seven seconds. Health monitoring restarts it, with all its memory as
 * at the first start: which failure is next it tells by the clock.
 */
#include "bh.h"

#define SECOND   1000000000ull /* ns */
#define INTERVAL (7 * SECOND)
#define WATCHDOG (SECOND / 2)

static volatile int one = 1, zero;

static void divide(void)
{
    one = one / zero;
}

static void follow_null(void)
{
    one = *(volatile int *)0;
}

static void disable_interrupts(void)
{
    __asm__ volatile("cli");
}

static void loop(void)
{
    for (;;) {
    }
}

static void give_up(void)
{
    bh_health_raise(BH_ERROR_APPLICATION_ERROR, 653, 0);
}

static const struct {
    const char *text;
    void (*fail)(void);
} failures[] = {
    {"divide by zero", divide},
    {"follow a null pointer", follow_null},
    {"disable the machine's interrupts", disable_interrupts},
    {"loop for ever, until my watchdog barks", loop},
    {"give up and report an error of my own", give_up},
};

static void on_watchdog(uint32_t source, uint32_t occurrences)
{
    bh_health_raise(BH_ERROR_DEADLINE_MISSED, 0, 0);
}

static void sleep_until(bh_time time)
{
    while (bh_wait(0, time) != BH_TIMED_OUT) {
    }
}

int main(void)
{
    const uint32_t turn = (uint32_t)(bh_clock_ns() / INTERVAL);
    const bh_time next = (turn + 1) * INTERVAL;
    const uint32_t failure = turn % (sizeof failures / sizeof failures[0]);

    bh_mode_set(BH_MODE_NORMAL, 0);
    bh_irq_handler_set(BH_SOURCE_TIMER, on_watchdog);
    bh_irq_unmask(BH_SOURCE_TIMER);
    bh_irq_enable();
    if (turn > 0) {
        bh_print("restarted, as good as new\n");
    }
    sleep_until(next);
    bh_print("%u s  now I shall %s\n", (uint32_t)(next / SECOND), failures[failure].text);
    sleep_until(next + SECOND / 10); /* the line is out */
    bh_timer_set(0, next + WATCHDOG, 0);
    failures[failure].fail();
    bh_print("nobody noticed\n");
    return 1;
}
