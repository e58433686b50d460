/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of guest/apex/timer.c, processor.c and wait.c: random operations against plain lists. */
#include "unit.h"

#include <stdlib.h>
#include <sys/mman.h>

#include "runtime.h"

#define PROCESSES 40
#define STEPS     200000

struct apex_process apex_main, apex_handler;
uint64_t bh_test_ticks;

static struct apex_process process[PROCESSES];
static bh_irq_handler on_timer;
static bh_time armed = BH_TIME_INFINITE; /* the virtual timer */

/* What the tested files call. */

bh_status bh_test_call(uint32_t number, bh_word a, bh_word b, bh_word c)
{
    assert_int_equal(number, BH_CALL_timer_set);
    armed = (uint64_t)c << 32 | b;
    return BH_OK;
}

void bh_test_between(void)
{
}

void bh_irq_handler_set(uint32_t source, bh_irq_handler handler)
{
    on_timer = handler;
}

void bh_irq_take_pending(void)
{
}

void bh_irq_dispatch(void)
{
}

void apex_switch(struct apex_process *from, struct apex_process *to)
{
}

void apex_load(struct apex_process *to)
{
    abort();
}

static void map_pages(void)
{
    void *page = mmap((void *)BH_VCPU, BH_PAGE_SIZE, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    assert_ptr_equal(page, (void *)BH_VCPU);
    page = mmap((void *)BH_DESCRIPTOR, BH_PAGE_SIZE, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    assert_ptr_equal(page, (void *)BH_DESCRIPTOR);
}

static void begin(void)
{
    map_pages();
    apex_processor_init();
    for (int i = 0; i < PROCESSES; i++) {
        process[i].id = i + 1;
        process[i].priority = MIN_PRIORITY_VALUE;
        process[i].held = HELD_DORMANT;
        process[i].wake.process = &process[i];
        process[i].deadline.process = &process[i];
    }
}

/* Timers: index 2n is the wake of process n, 2n + 1 its deadline. */

static bh_time due[2 * PROCESSES]; /* 0: not set */
static bh_time clock_now;

static struct apex_timer *timer(uint32_t index)
{
    return index % 2 == 0 ? &process[index / 2].wake : &process[index / 2].deadline;
}

static bool before(uint32_t a, uint32_t b)
{
    if (due[a] != due[b]) {
        return due[a] < due[b];
    }
    return a % 2 != b % 2 ? a % 2 > b % 2 : a < b;
}

static int soonest(void)
{
    int first = -1;
    for (uint32_t i = 0; i < 2 * PROCESSES; i++) {
        if (due[i] != 0 && (first < 0 || before(i, (uint32_t)first))) {
            first = (int)i;
        }
    }
    return first;
}

static void happens(uint32_t index)
{
    assert_int_equal(index, soonest());
    assert_true(due[index] <= clock_now);
    due[index] = 0;
}

void apex_error(struct apex_process *of, ERROR_CODE_TYPE code, bh_word address)
{
    assert_int_equal(code, DEADLINE_MISSED);
    happens((uint32_t)(of - process) * 2 + 1);
}

void apex_process_woken(struct apex_process *of)
{
    happens((uint32_t)(of - process) * 2);
}

static void timers_happen_in_order_and_the_virtual_timer_is_armed_in_time(void **state)
{
    begin();
    apex_timer_init();
    for (int step = 0; step < STEPS; step++) {
        const uint32_t index = (uint32_t)unit_random_below(2 * PROCESSES);
        switch (unit_random_below(4)) {
        case 0:
            apex_timer_cancel(timer(index));
            due[index] = 0;
            break;
        case 1:
            clock_now += unit_random_below(20);
            bh_test_ticks = clock_now;
            if (armed <= clock_now) {
                armed = BH_TIME_INFINITE;
                on_timer(BH_SOURCE_TIMER, 1);
            }
            break;
        default:
            due[index] = clock_now + 1 + unit_random_below(100);
            apex_timer_set(timer(index), (SYSTEM_TIME_TYPE)due[index]);
            break;
        }
        const int first = soonest();
        assert_true(first < 0 || (armed <= due[first] && due[first] > clock_now));
    }
}

/* Processes in the order in which they would run; the last one idles. */

static struct apex_process *order[PROCESSES + 1];
static int ordered;

static void list_insert(struct apex_process *what, bool oldest)
{
    int at = 0;
    while (order[at]->priority > what->priority ||
           (!oldest && order[at]->priority == what->priority)) {
        at++;
    }
    for (int i = ordered++; i > at; i--) {
        order[i] = order[i - 1];
    }
    order[at] = what;
}

static void list_remove(const struct apex_process *what)
{
    int at = 0;
    while (order[at] != what) {
        at++;
    }
    ordered--;
    for (; at < ordered; at++) {
        order[at] = order[at + 1];
    }
}

static void change_priority(struct apex_process *what)
{
    const PRIORITY_TYPE priority = 1 + (PRIORITY_TYPE)unit_random_below(5) * 50;
    const bool oldest = unit_random_below(2) != 0;

    apex_priority_change(what, priority, oldest);
    if (what->held == 0) {
        list_remove(what);
        list_insert(what, oldest);
    }
}

static void the_heir_is_the_first_of_the_highest_priority(void **state)
{
    begin();
    order[ordered++] = &apex_main;
    for (int step = 0; step < STEPS; step++) {
        struct apex_process *const what = &process[unit_random_below(PROCESSES)];
        const uint32_t why = 1u << unit_random_below(2), held = what->held;

        switch (unit_random_below(4)) {
        case 0:
            apex_hold(what, why);
            if (held == 0) {
                list_remove(what);
            }
            break;
        case 1:
            apex_free(what, why);
            if (held != 0 && what->held == 0) {
                list_insert(what, false);
            }
            break;
        case 2:
            change_priority(what);
            break;
        default:
            if (apex_current != &apex_main) {
                apex_yield();
                list_remove(apex_current);
                list_insert(apex_current, false);
            }
            break;
        }
        assert_ptr_equal(apex_heir, order[0]);
        apex_dispatch();
        assert_ptr_equal(apex_current, order[0]);
    }
}

static void queue_order(QUEUING_DISCIPLINE_TYPE discipline)
{
    static struct apex_process last = {.priority = -1};
    struct apex_queue queue;

    begin();
    apex_queue_init(&queue, discipline);
    order[ordered++] = &last;
    for (int step = 0; step < STEPS; step++) {
        struct apex_process *const what = &process[unit_random_below(PROCESSES)];

        if (what->queue == NULL) {
            what->priority = (PRIORITY_TYPE)unit_random_below(5);
            apex_queue_insert(&queue, what);
            const PRIORITY_TYPE priority = what->priority;
            what->priority = discipline == FIFO ? 0 : priority; /* all are peers */
            list_insert(what, false);
        } else if (unit_random_below(2) != 0) {
            apex_queue_remove(what);
            list_remove(what);
        } else if (discipline == PRIORITY) {
            list_remove(what);
            apex_priority_change(what, (PRIORITY_TYPE)unit_random_below(5), false);
            list_insert(what, false);
        }
        assert_ptr_equal(apex_queue_first(&queue), ordered > 1 ? order[0] : NULL);
        assert_int_equal(queue.waiting, ordered - 1);
    }
}

static void a_fifo_queue_is_in_the_order_of_arrival(void **state)
{
    queue_order(FIFO);
}

static void a_priority_queue_is_in_the_order_of_present_priorities(void **state)
{
    queue_order(PRIORITY);
}

UNIT_MAIN(cmocka_unit_test(timers_happen_in_order_and_the_virtual_timer_is_armed_in_time),
          cmocka_unit_test(the_heir_is_the_first_of_the_highest_priority),
          cmocka_unit_test(a_fifo_queue_is_in_the_order_of_arrival),
          cmocka_unit_test(a_priority_queue_is_in_the_order_of_present_priorities))
