/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What APEX services cost, in instructions: under instruction counting one clock tick is one
 * instruction. Each figure is the least of some rounds, but for the release's, which is the spread of
 * all; the tick between two readings of the clock is taken off.
 */
#include "apex.h"
#include "bh.h"

#define ROUNDS   20
#define RELEASES 200
#define PERIOD_NS 1000000

static RETURN_CODE_TYPE rc;
static SEMAPHORE_ID_TYPE semaphore;
static PROCESS_ID_TYPE driver, partner, waker, beat, busy;
static uint32_t overhead, started;
static uint32_t yield_cost = UINT32_MAX, signal_cost = UINT32_MAX, pair_cost = UINT32_MAX;

static inline uint32_t ticks(void)
{
    return (uint32_t)bh_clock_ticks();
}

static void least(uint32_t *figure, uint32_t cost)
{
    *figure = cost - overhead < *figure ? cost - overhead : *figure;
}

static void print(const char *name, uint32_t value)
{
    bh_irq_disable();
    bh_print("%s %u instructions\n", name, value);
    bh_irq_enable();
}

static void yield_back(void)
{
    for (;;) {
        least(&yield_cost, ticks() - started);
        started = ticks();
        TIMED_WAIT(0, &rc);
    }
}

static void wait_again(void)
{
    for (;;) {
        WAIT_SEMAPHORE(semaphore, INFINITE_TIME_VALUE, &rc);
        least(&signal_cost, ticks() - started);
    }
}

static void measure_services(void)
{
    for (int i = 0; i < ROUNDS; i++) {
        const uint32_t before = ticks();
        SIGNAL_SEMAPHORE(semaphore, &rc);
        WAIT_SEMAPHORE(semaphore, INFINITE_TIME_VALUE, &rc);
        least(&pair_cost, ticks() - before);
    }
    START(partner, &rc);
    for (int i = 0; i < ROUNDS; i++) {
        started = ticks();
        TIMED_WAIT(0, &rc);
        least(&yield_cost, ticks() - started);
    }
    STOP(partner, &rc);
    START(waker, &rc);
    for (int i = 0; i < ROUNDS; i++) {
        started = ticks();
        SIGNAL_SEMAPHORE(semaphore, &rc);
    }
    STOP(waker, &rc);
}

static void drive(void)
{
    const uint32_t before = ticks();
    overhead = ticks() - before;
    measure_services();
    print("apex_process_switch", yield_cost);
    print("apex_signal_switch", signal_cost);
    print("apex_semaphore_pair", pair_cost);
    START(busy, &rc);
    START(beat, &rc);
}

/* Where in the period the process runs its first instruction. */
static void periodic(void)
{
    uint32_t soonest = UINT32_MAX, latest = 0;

    for (int i = 0; i < RELEASES; i++) {
        PERIODIC_WAIT(&rc);
        const uint32_t into = (uint32_t)(bh_clock_ns() % PERIOD_NS);
        soonest = into < soonest ? into : soonest;
        latest = into > latest ? into : latest;
    }
    print("apex_periodic_release", soonest);
    print("apex_periodic_release_jitter", latest - soonest);
    SET_PARTITION_MODE(IDLE, &rc);
}

static void spin(void)
{
    for (;;) {
    }
}

static PROCESS_ID_TYPE create(char *name, void (*entry)(void), PRIORITY_TYPE priority,
                              SYSTEM_TIME_TYPE period)
{
    PROCESS_ATTRIBUTE_TYPE attributes = {
        .PERIOD = period,
        .TIME_CAPACITY = period,
        .ENTRY_POINT = (SYSTEM_ADDRESS_TYPE)entry,
        .STACK_SIZE = 2048,
        .BASE_PRIORITY = priority,
        .DEADLINE = SOFT,
    };
    PROCESS_ID_TYPE id;
    for (int i = 0; name[i] != '\0'; i++) {
        attributes.NAME[i] = name[i];
    }
    CREATE_PROCESS(&attributes, &id, &rc);
    return id;
}

int main(void)
{
    driver = create("driver", drive, 20, INFINITE_TIME_VALUE);
    partner = create("partner", yield_back, 20, INFINITE_TIME_VALUE);
    waker = create("waker", wait_again, 30, INFINITE_TIME_VALUE);
    beat = create("beat", periodic, 40, PERIOD_NS);
    busy = create("busy", spin, 10, INFINITE_TIME_VALUE);
    CREATE_SEMAPHORE("semaphore", 0, 10, FIFO, &semaphore, &rc);
    START(driver, &rc);
    SET_PARTITION_MODE(NORMAL, &rc);
    return 0;
}
