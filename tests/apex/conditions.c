/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Provokes the conditions of conditions.h, each in its context, and compares the return code. */
#include "condition_test.h"

#define LIMITS_PARTITION 4

static PROCESS_ID_TYPE me, dormant, waiter, resumer, setter, owner, wanter, early, endless, periodic, beat, once;
static BUFFER_ID_TYPE buffer_empty, buffer_full;
static BLACKBOARD_ID_TYPE board;
static SEMAPHORE_ID_TYPE zero, one;
static EVENT_ID_TYPE event_down, event_up;
static MUTEX_ID_TYPE mutex, taken, low;

/* What the conditions use. */
static PARTITION_STATUS_TYPE partition;
static PARTITION_ID_TYPE partition_id;
static PROCESS_ATTRIBUTE_TYPE attributes;
static PROCESS_STATUS_TYPE status;
static BUFFER_STATUS_TYPE buffer_status;
static BLACKBOARD_STATUS_TYPE board_status;
static SEMAPHORE_STATUS_TYPE semaphore_status;
static EVENT_STATUS_TYPE event_status;
static MUTEX_STATUS_TYPE mutex_status;
static ERROR_STATUS_TYPE error_status;
static PROCESS_ID_TYPE process;
static PROCESSOR_CORE_ID_TYPE core;
static SYSTEM_TIME_TYPE time;
static LOCK_LEVEL_TYPE level;
static RETURN_CODE_TYPE once_answered;
static APEX_INTEGER id;
static MESSAGE_SIZE_TYPE length;
static APEX_BYTE text[256] = "hello";

static void create(const char *of, PRIORITY_TYPE priority, SYSTEM_TIME_TYPE period,
                   SYSTEM_TIME_TYPE capacity, STACK_SIZE_TYPE stack)
{
    static void *volatile nothing = (void *)0x1000;
    test_name(attributes.NAME, of);
    attributes.PERIOD = period;
    attributes.TIME_CAPACITY = capacity;
    attributes.STACK_SIZE = stack;
    attributes.BASE_PRIORITY = priority;
    attributes.ENTRY_POINT = nothing;
    CREATE_PROCESS(&attributes, &process, &rc);
}

/* While the caller owns a mutex. */
#define OWNING(...)                                                                                \
    do {                                                                                           \
        ACQUIRE_MUTEX(mutex, 0, &other);                                                           \
        __VA_ARGS__;                                                                               \
        RELEASE_MUTEX(mutex, &other);                                                              \
    } while (0)

static void handle(void);
static SYSTEM_ADDRESS_TYPE handler_entry(void)
{
    return (SYSTEM_ADDRESS_TYPE)handle;
}

static void provoke(enum context context)
{
#include "conditions.h"
}

static void handle(void)
{
    provoke(HANDLER);
}

static void wait_for_ever(void)
{
    WAIT_EVENT(event_down, INFINITE_TIME_VALUE, &other);
}

static void resume_tester(void)
{
    RESUME(me, &other);
}

static void set_event(void)
{
    SET_EVENT(event_up, &other);
}

static void own(void)
{
    ACQUIRE_MUTEX(taken, 0, &other);
}

static void want(void)
{
    ACQUIRE_MUTEX(taken, INFINITE_TIME_VALUE, &other);
}

static void every_period(void)
{
    for (;;) {
        PERIODIC_WAIT(&other);
    }
}

static void be_once(void)
{
    PERIODIC_WAIT(&once_answered);
}

static void test_periodic(void)
{
    provoke(PERIODIC);
}

static void test_process_context(void)
{
    START(owner, &other); /* acquires and ends */
    SET_PRIORITY(owner, 110, &other);
    TIMED_WAIT(20 * MS, &other);
    provoke(PROCESS);
    START(beat, &other);
    TIMED_WAIT(40 * MS, &other);
    SET_PARTITION_MODE(IDLE, &other);
}

static void test_alone(void)
{
    provoke(ALONE);
    SET_PARTITION_MODE(IDLE, &other);
}

static void create_all(void)
{
    me = test_process("tester", test_process_context, 100, -1, -1);
    dormant = test_process("dormant", wait_for_ever, 50, -1, -1);
    waiter = test_process("waiter", wait_for_ever, 110, -1, -1);
    resumer = test_process("resumer", resume_tester, 50, -1, -1);
    setter = test_process("setter", set_event, 50, -1, -1);
    owner = test_process("owner", own, 50, -1, -1);
    wanter = test_process("wanter", want, 110, -1, -1);
    early = test_process("early", wait_for_ever, 110, -1, -1);
    endless = test_process("endless", wait_for_ever, 50, -1, INT64_MAX);
    periodic = test_process("periodic", every_period, 50, 10 * MS, 10 * MS);
    beat = test_process("beat", test_periodic, 100, 10 * MS, 5 * MS);
    once = test_process("once", be_once, 110, INT64_MAX / (10 * MS) * (10 * MS), -1);
    CREATE_BUFFER(name("empty"), 8, 1, FIFO, &buffer_empty, &rc);
    CREATE_BUFFER(name("full"), 8, 1, FIFO, &buffer_full, &rc);
    SEND_BUFFER(buffer_full, text, 3, 0, &rc);
    CREATE_BLACKBOARD(name("empty"), 8, &board, &rc);
    CREATE_SEMAPHORE(name("zero"), 0, 1, FIFO, &zero, &rc);
    CREATE_SEMAPHORE(name("one"), 1, 1, FIFO, &one, &rc);
    CREATE_EVENT(name("down"), &event_down, &rc);
    CREATE_EVENT(name("up"), &event_up, &rc);
    CREATE_MUTEX(name("free"), 150, FIFO, &mutex, &rc);
    CREATE_MUTEX(name("taken"), 150, FIFO, &taken, &rc);
    CREATE_MUTEX(name("low"), 99, FIFO, &low, &rc);
}

int main(void)
{
    GET_MY_PARTITION_ID(&partition_id, &rc);
    if (partition_id == LIMITS_PARTITION) {
        START(test_process("alone", test_alone, 10, -1, -1), &rc);
        provoke(LIMITS);
        SET_PARTITION_MODE(NORMAL, &rc);
    }
    create_all();
    START(waiter, &rc);
    provoke(INIT);
    START(periodic, &rc);
    START(me, &rc);
    SET_PARTITION_MODE(NORMAL, &rc);
    return 0;
}
