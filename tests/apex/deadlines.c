/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Deadlines, and what the error handler is told of those that are missed. */
#include "error_test.h"

#define CAPACITY (50 * MS)

static PROCESS_ID_TYPE hasty, hard, beat;
static SEMAPHORE_ID_TYPE never;
static EVENT_ID_TYPE event;

/* What the process with the time capacity does. */
static void (*task)(void);

static void run_task(void)
{
    task();
    STOP_SELF();
}

static void start_task(void (*what)(void))
{
    task = what;
    START(hasty, &rc);
}

static SYSTEM_TIME_TYPE deadline_of(PROCESS_ID_TYPE id)
{
    PROCESS_STATUS_TYPE status;
    GET_PROCESS_STATUS(id, &status, &rc);
    return status.DEADLINE_TIME;
}

/* The first period is longer than the capacity, over the end of the windows into the next period's. */
static SYSTEM_TIME_TYPE released;

static void overrun_once(void)
{
    released = now();
    spin(9 * MS); /* there are 5 ms in a period */
    for (;;) {
        PERIODIC_WAIT(&rc);
    }
}

static void scene_periodic(void)
{
    at_window();
    START(beat, &rc);
    TIMED_WAIT(2 * PERIOD_NS + 9 * MS, &rc);
    test(reported(DEADLINE_MISSED, beat), "a missed deadline is reported to the error handler");
    due = released - (released - OFFSET_NS) % PERIOD_NS + 5 * MS; /* 4 ms, and then there is no window */
    woke = error_time;
    test(exact(), "one that passed out of the windows at the next window's start");
    STOP(beat, &rc);
    (void)log_is("!");
}

static void miss(void)
{
    REPLENISH(600 * US, &rc);
    due = now() + 600 * US;
    spin(1 * MS);
    note('m');
}

static void scene_replenish(void)
{
    at_window();
    start_task(miss);
    pause();
    woke = error_time;
    test(reported(DEADLINE_MISSED, hasty) && woke + 1000 > due && woke < due + ENTRY_NS,
         "REPLENISH moves the deadline, which is checked in the midst of the process");
    test(log_is("!m"), "which goes on behind the handler if that does not stop it");
}

static void miss_waiting(void)
{
    WAIT_SEMAPHORE(never, INFINITE_TIME_VALUE, &rc);
}

static void scene_waiting(void)
{
    start_task(miss_waiting);
    TIMED_WAIT(CAPACITY + 20 * MS, &rc);
    test(reported(DEADLINE_MISSED, hasty), "a process that waits misses its deadline, too");
    STOP(hasty, &rc);
    (void)log_is("!");
}

/* SOFT and HARD are what the error handler makes of them: this one lets the soft process go on. */

static void stop_hard(const ERROR_STATUS_TYPE *status)
{
    PROCESS_STATUS_TYPE failed;
    GET_PROCESS_STATUS(status->FAILED_PROCESS_ID, &failed, &rc);
    note(failed.ATTRIBUTES.DEADLINE == HARD ? 'H' : 'S');
    if (failed.ATTRIBUTES.DEADLINE == HARD) {
        STOP(status->FAILED_PROCESS_ID, &rc);
    }
}

static void scene_hard(void)
{
    react = stop_hard;
    at_window();
    start_task(miss);
    pause();
    test(log_is("!Sm") && reported(DEADLINE_MISSED, hasty),
         "an error handler sees that a missed deadline is SOFT, and lets the process go on");
    START(hard, &rc);
    pause();
    test(log_is("!H") && reported(DEADLINE_MISSED, hard), "and that another is HARD, and stops the process");
    react = NULL;
}

/* Activations by an event. */

static SYSTEM_TIME_TYPE deadline_seen;

static void serve_events(void)
{
    for (;;) {
        APERIODIC_WAIT_EVENT(event, &rc);
        note(rc == NO_ERROR ? 'r' : '?');
        deadline_seen = deadline_of(hasty);
        RESET_EVENT(event, &rc);
    }
}

static void scene_activation(void)
{
    start_task(serve_events);
    TIMED_WAIT(CAPACITY + 20 * MS, &rc);
    test(errors == 0 && deadline_of(hasty) == INFINITE_TIME_VALUE && log_is(""),
         "a process in APERIODIC_WAIT_EVENT has no deadline");
    at_window();
    due = now() + CAPACITY;
    SET_EVENT(event, &rc);
    spin(500 * US); /* it does not run before the driver waits */
    woke = deadline_of(hasty);
    test(exact() && log_is(""), "the event gives it its time capacity from then on");
    pause();
    test(log_is("r") && deadline_seen == woke, "and it runs");
    test(deadline_of(hasty) == INFINITE_TIME_VALUE, "until it waits again");
    STOP(hasty, &rc);
}

static void replenish_then_wait(void)
{
    SYSTEM_TIME_TYPE before;
    REPLENISH(20 * MS, &rc);
    before = deadline_of(hasty);
    WAIT_EVENT(event, INFINITE_TIME_VALUE, &rc);
    note(deadline_of(hasty) == before ? '=' : '?');
    due = now() + CAPACITY;
    APERIODIC_WAIT_EVENT(event, &rc);
    woke = deadline_of(hasty);
    RESET_EVENT(event, &rc);
}

static void scene_up(void)
{
    at_window();
    start_task(replenish_then_wait);
    TIMED_WAIT(1 * MS, &rc);
    SET_EVENT(event, &rc);
    pause();
    test(log_is("="), "WAIT_EVENT leaves the deadline as it is");
    test(exact(), "APERIODIC_WAIT_EVENT of an event that is up begins the next activation at once");
}

static void miss_activation(void)
{
    APERIODIC_WAIT_EVENT(event, &rc);
    RESET_EVENT(event, &rc);
    WAIT_SEMAPHORE(never, INFINITE_TIME_VALUE, &rc);
}

static void scene_missed_activation(void)
{
    start_task(miss_activation);
    pause();
    SET_EVENT(event, &rc);
    TIMED_WAIT(CAPACITY + 20 * MS, &rc);
    test(reported(DEADLINE_MISSED, hasty) && log_is("!"), "an activation by an event may miss its deadline");
    STOP(hasty, &rc);
}

static void drive(void)
{
    scene_periodic();
    scene_replenish();
    scene_waiting();
    scene_hard();
    scene_activation();
    scene_up();
    scene_missed_activation();
    SET_PARTITION_MODE(IDLE, &rc);
}

static void create_hard(void)
{
    PROCESS_ATTRIBUTE_TYPE attributes = {
        .PERIOD = INFINITE_TIME_VALUE,
        .TIME_CAPACITY = CAPACITY,
        .ENTRY_POINT = (SYSTEM_ADDRESS_TYPE)miss,
        .STACK_SIZE = 2048,
        .BASE_PRIORITY = 50,
        .DEADLINE = HARD,
        .NAME = "hard",
    };
    CREATE_PROCESS(&attributes, &hard, &rc);
}

int main(void)
{
    static char name[] = "it";
    create_workers();
    hasty = test_process("hasty", run_task, 50, INFINITE_TIME_VALUE, CAPACITY);
    beat = test_process("beat", overrun_once, 100, PERIOD_NS, 4 * MS);
    create_hard();
    CREATE_SEMAPHORE(name, 0, 1, FIFO, &never, &rc);
    CREATE_EVENT(name, &event, &rc);
    create_handler();
    begin_normal(drive);
    return 0;
}
