/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What RTEMS' services cost in a partition, in instructions: under instruction counting the time
 * stamp counter counts them. Each figure is the least of many runs, less the two readings
 * themselves. Only code that both systems have is used, so that the program also measures a native
 * RTEMS.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <rtems.h>

#define RUNS 200

static uint32_t overhead;
static rtems_id semaphore, queue, first_task;
static volatile uint32_t yield_start, yield_best = UINT32_MAX;

static inline uint32_t now(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high) : : "memory");
    return low;
}

#define MEASURE(name, before, statement, after)                                                        do {                                                                                                   uint32_t best = UINT32_MAX;                                                                        for (int run = 0; run < RUNS; run++) {                                                                 before;                                                                                            const uint32_t start = now();                                                                      statement;                                                                                         const uint32_t taken = now() - start;                                                              after;                                                                                             best = taken < best ? taken : best;                                                            }                                                                                                  print(name, best);                                                                             } while (0)

static void print(const char *name, uint32_t taken)
{
    printf("%s %u instructions\n", name, (unsigned)(taken - overhead));
}

/* From one task's yield to where the other goes on. */
static rtems_task yields(rtems_task_argument argument)
{
    for (int run = 0; run < RUNS; run++) {
        const uint32_t taken = now() - yield_start;
        if (run > 1 && taken < yield_best) {
            yield_best = taken;
        }
        yield_start = now();
        rtems_task_wake_after(RTEMS_YIELD_PROCESSOR);
    }
    if (argument == 1) {
        rtems_event_transient_send(first_task);
    }
    rtems_task_exit();
}

static void measure_yield(void)
{
    rtems_id task;
    for (rtems_task_argument i = 0; i < 2; i++) {
        rtems_task_create(rtems_build_name('Y', 'I', 'E', 'L'), 10, RTEMS_MINIMUM_STACK_SIZE,
                          RTEMS_DEFAULT_MODES, RTEMS_DEFAULT_ATTRIBUTES, &task);
        rtems_task_start(task, yields, i);
    }
    rtems_event_transient_receive(RTEMS_WAIT, RTEMS_NO_TIMEOUT);
    print("rtems_task_switch", yield_best);
}

/* The longest gap between two readings while ticks come is what a tick takes: the loop itself is
 * the shortest gap. Of many ticks the cheapest counts, as everywhere. */
static void measure_tick(void)
{
    uint32_t best = UINT32_MAX, loop = UINT32_MAX;
    uint32_t last = now();
    for (int ticks = 0; ticks < RUNS;) {
        const uint32_t current = now();
        const uint32_t gap = current - last;
        last = current;
        if (gap < loop) {
            loop = gap;
        }
        if (gap > 100 && gap > loop * 4) {
            ticks++;
            if (gap < best) {
                best = gap;
            }
        }
    }
    printf("rtems_tick %u instructions\n", (unsigned)(best - loop));
}

static rtems_task Init(rtems_task_argument argument)
{
    uint32_t word = 0;
    size_t bytes;
    rtems_interrupt_level level;
    rtems_event_set events;

    first_task = rtems_task_self();
    rtems_semaphore_create(rtems_build_name('S', 'E', 'M', 'A'), 1,
                           RTEMS_BINARY_SEMAPHORE | RTEMS_PRIORITY, 0, &semaphore);
    rtems_message_queue_create(rtems_build_name('Q', 'U', 'E', 'U'), 4, sizeof word,
                               RTEMS_DEFAULT_ATTRIBUTES, &queue);
    overhead = UINT32_MAX;
    for (int run = 0; run < RUNS; run++) {
        const uint32_t start = now();
        const uint32_t taken = now() - start;
        overhead = taken < overhead ? taken : overhead;
    }

    measure_yield();
    MEASURE("rtems_semaphore_obtain", , rtems_semaphore_obtain(semaphore, RTEMS_WAIT, 0),
            rtems_semaphore_release(semaphore));
    MEASURE("rtems_semaphore_release", rtems_semaphore_obtain(semaphore, RTEMS_WAIT, 0),
            rtems_semaphore_release(semaphore), );
    MEASURE("rtems_irq_disable_enable", , rtems_interrupt_local_disable(level);
            rtems_interrupt_local_enable(level), );
    measure_tick();
    MEASURE("rtems_queue_pair", , rtems_message_queue_send(queue, &word, sizeof word);
            rtems_message_queue_receive(queue, &word, &bytes, RTEMS_WAIT, 0), );
    MEASURE("rtems_event_pair", , rtems_event_send(first_task, RTEMS_EVENT_1);
            rtems_event_receive(RTEMS_EVENT_1, RTEMS_WAIT, 0, &events), );
    exit(0);
}

#define CONFIGURE_APPLICATION_NEEDS_CLOCK_DRIVER
#define CONFIGURE_APPLICATION_NEEDS_CONSOLE_DRIVER
#define CONFIGURE_MICROSECONDS_PER_TICK 1000
#define CONFIGURE_MAXIMUM_TASKS 3
#define CONFIGURE_MAXIMUM_SEMAPHORES 1
#define CONFIGURE_MAXIMUM_MESSAGE_QUEUES 1
#define CONFIGURE_MESSAGE_BUFFER_MEMORY CONFIGURE_MESSAGE_BUFFERS_FOR_QUEUE(4, 4)
#define CONFIGURE_RTEMS_INIT_TASKS_TABLE
#define CONFIGURE_INIT_TASK_PRIORITY 20
#define CONFIGURE_INIT
#include <rtems/confdefs.h>
