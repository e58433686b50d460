/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Everything at once: producers and consumers of one buffer with random time-outs, a counter under a
 * mutex, floating point, periodic processes that preempt them and a process that stops and starts
 * others, over many windows. Nothing may be lost, come twice or out of order.
 */
#include "apex_test.h"

#define PRODUCERS 3
#define CONSUMERS 2
#define PERIODICS 2
#define PERIOD_NS (2 * MS)
#define DURATION  (500 * MS)

struct item {
    uint32_t producer, number;
};

static BUFFER_ID_TYPE buffer;
static MUTEX_ID_TYPE mutex;
static EVENT_ID_TYPE event;
static PROCESS_ID_TYPE victim;
static volatile bool stopping;
static uint32_t sent[PRODUCERS], next_number[PRODUCERS], received, wrong, wrong_sums, ended, victims;
static volatile uint32_t counter;
static uint32_t counted[PRODUCERS + CONSUMERS + PERIODICS];

static int me(void)
{
    PROCESS_INDEX_TYPE index;
    RETURN_CODE_TYPE code;
    GET_MY_INDEX(&index, &code);
    return index;
}

static uint32_t random_below(uint32_t *state, uint32_t limit)
{
    *state = *state * 1664525 + 1013904223;
    return (*state >> 8) % limit;
}

static void count(uint32_t *state)
{
    RETURN_CODE_TYPE code;
    ACQUIRE_MUTEX(mutex, (SYSTEM_TIME_TYPE)random_below(state, 3) * 20 * US, &code);
    if (code == NO_ERROR) {
        const uint32_t before = counter;
        for (volatile uint32_t i = random_below(state, 50); i > 0; i--) {
        }
        counter = before + 1;
        counted[me()]++;
        RELEASE_MUTEX(mutex, &code);
    }
}

/* A sum whose parts are preempted in the midst. */
static void add(uint32_t *state)
{
    const double step = 0.25 * (1 + (int)random_below(state, 4));
    double sum = 0;
    for (int i = 0; i < 64; i++) {
        sum += step;
    }
    wrong_sums += sum != step * 64;
}

static void produce(void)
{
    const int index = me();
    uint32_t state = (uint32_t)index + 1;
    RETURN_CODE_TYPE code;

    while (!stopping) {
        struct item item = {(uint32_t)index, sent[index]};
        SEND_BUFFER(buffer, (MESSAGE_ADDR_TYPE)&item, sizeof item,
                    (SYSTEM_TIME_TYPE)random_below(&state, 4) * 15 * US, &code);
        if (code == NO_ERROR) {
            sent[index]++;
        }
        add(&state);
        count(&state);
        if (random_below(&state, 8) == 0) {
            TIMED_WAIT((SYSTEM_TIME_TYPE)random_below(&state, 40) * US, &code);
        }
    }
    ended++;
}

static void take(const struct item *item)
{
    received++;
    if (item->producer >= PRODUCERS || item->number != next_number[item->producer]++) {
        wrong++;
    }
}

static void consume(void)
{
    uint32_t state = (uint32_t)me() + 1;
    struct item item;
    MESSAGE_SIZE_TYPE length;
    LOCK_LEVEL_TYPE level;
    RETURN_CODE_TYPE code;

    for (;;) {
        /* No other consumer may come between a message's receipt and the look at it. */
        LOCK_PREEMPTION(&level, &code);
        RECEIVE_BUFFER(buffer, 0, (MESSAGE_ADDR_TYPE)&item, &length, &code);
        if (code == NO_ERROR) {
            take(&item);
        }
        UNLOCK_PREEMPTION(&level, &code);
        add(&state);
        count(&state);
        TIMED_WAIT((SYSTEM_TIME_TYPE)random_below(&state, 3) * 10 * US, &code);
    }
}

static void interfere(void)
{
    uint32_t state = (uint32_t)me() + 1;
    RETURN_CODE_TYPE code;

    for (;;) {
        add(&state);
        count(&state);
        SET_EVENT(event, &code);
        RESET_EVENT(event, &code);
        PERIODIC_WAIT(&code);
    }
}

/* Is started again whenever it ends, and stopped wherever it is. */
static void be_victim(void)
{
    uint32_t state = victims++;
    RETURN_CODE_TYPE code;
    for (;;) {
        add(&state);
        WAIT_EVENT(event, (SYSTEM_TIME_TYPE)random_below(&state, 100) * US, &code);
    }
}

static void drive(void)
{
    uint32_t state = 99, total = 0, sum = 0;
    const SYSTEM_TIME_TYPE end = now() + DURATION;

    while (now() < end) {
        TIMED_WAIT((SYSTEM_TIME_TYPE)(1 + random_below(&state, 300)) * US, &rc);
        STOP(victim, &rc);
        START(victim, &rc);
    }
    STOP(victim, &rc);
    stopping = true;
    TIMED_WAIT(50 * MS, &rc);
    for (int i = 0; i < PRODUCERS; i++) {
        sum += sent[i];
    }
    for (int i = 0; i < PRODUCERS + CONSUMERS + PERIODICS; i++) {
        total += counted[i];
    }
    bh_print("# %u messages, %u counted, %u victims\n", sum, total, victims);
    test(ended == PRODUCERS && sum > 1000, "processes under load go on to their end");
    test(received == sum && wrong == 0, "no message is lost, comes twice or out of order");
    test(total == counter && total > 1000, "a mutex excludes");
    test(wrong_sums == 0, "floating point survives preemption");
    test(victims > 1000, "a process can be stopped and started at any point");
    SET_PARTITION_MODE(IDLE, &rc);
}

int main(void)
{
    static const char *const names[] = {"p0", "p1", "p2", "c0", "c1", "i0", "i1"};
    PROCESS_ID_TYPE id[PRODUCERS + CONSUMERS + PERIODICS];
    char name[MAX_NAME_LENGTH] = "all";

    for (int i = 0; i < PRODUCERS + CONSUMERS + PERIODICS; i++) {
        const bool periodic = i >= PRODUCERS + CONSUMERS;
        id[i] = test_process(names[i], i < PRODUCERS ? produce : periodic ? interfere : consume,
                             i < PRODUCERS ? 10 : periodic ? 30 + i : 11,
                             periodic ? (i % 2 + 1) * PERIOD_NS : INFINITE_TIME_VALUE, INFINITE_TIME_VALUE);
    }
    victim = test_process("victim", be_victim, 20, INFINITE_TIME_VALUE, INFINITE_TIME_VALUE);
    const PROCESS_ID_TYPE driver = test_process("driver", drive, 200, INFINITE_TIME_VALUE,
                                                INFINITE_TIME_VALUE);
    CREATE_BUFFER(name, sizeof(struct item), 5, PRIORITY, &buffer, &rc);
    CREATE_MUTEX(name, 50, FIFO, &mutex, &rc);
    CREATE_EVENT(name, &event, &rc);
    for (int i = 0; i < PRODUCERS + CONSUMERS + PERIODICS; i++) {
        START(id[i], &rc);
    }
    START(victim, &rc);
    START(driver, &rc);
    SET_PARTITION_MODE(NORMAL, &rc);
    return 0;
}
