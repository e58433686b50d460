/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Provokes the conditions of port_conditions.h. */
#include "ARINC653P2.h"
#include "condition_test.h"

#define RIGHTLESS_PARTITION 3
#define PERIOD_NS (5 * MS)

static PROCESS_ID_TYPE me, helper, clerk[2], beat;
static QUEUING_PORT_ID_TYPE commands, orders, answers;
static SAMPLING_PORT_ID_TYPE level, heights, silent;
static SAMPLING_PORT_CURRENT_STATUS_TYPE current_status;
static SCHEDULE_STATUS_TYPE schedule_status;
static MEMORY_BLOCK_STATUS_TYPE block_status;
static SCHEDULE_ID_TYPE normal;
static UPDATED_TYPE updated;
static SYSTEM_TIME_TYPE stamp;
static SAMPLING_PORT_STATUS_TYPE sampling_status;
static QUEUING_PORT_STATUS_TYPE queuing_status;
static APEX_INTEGER id;
static MESSAGE_SIZE_TYPE length;
static VALIDITY_TYPE validity;
static APEX_BYTE text[32];

/* Has the other side done something when this returns; while the caller goes on to wait. */
static void tell(char what)
{
    APEX_BYTE command = (APEX_BYTE)what;
    SEND_QUEUING_MESSAGE(commands, &command, 1, INFINITE_TIME_VALUE, &other);
    TIMED_WAIT(15 * MS, &other);
}

static char soon;

static void help(void)
{
    tell(soon);
}

static void tell_soon(char what)
{
    soon = what;
    TIMED_WAIT(20 * MS, &other); /* the last help has ended */
    START(helper, &other);
}

static void provoke(enum context context)
{
#include "port_conditions.h"
}

/* Two that wait for messages: the more urgent one came last. */
static char served[2];
static volatile int served_count;

static void receive(void)
{
    APEX_BYTE message[16];
    MESSAGE_SIZE_TYPE bytes;
    PROCESS_ID_TYPE self;
    RETURN_CODE_TYPE code;
    GET_MY_ID(&self, &code);
    RECEIVE_QUEUING_MESSAGE(answers, INFINITE_TIME_VALUE, message, &bytes, &code);
    served[served_count++] = code != NO_ERROR ? '?' : self == clerk[0] ? 'a' : 'b';
}

static void scene_priority(void)
{
    START(clerk[0], &other);
    TIMED_WAIT(20 * MS, &other);
    START(clerk[1], &other);
    TIMED_WAIT(20 * MS, &other);
    tell('s');
    tell('s');
    TIMED_WAIT(20 * MS, &other);
    test(served_count == 2 && served[0] == 'b' && served[1] == 'a',
         "of the processes that wait at a PRIORITY port the most urgent gets the first message");
}

/* Releases in two schedules: windows at 0 and at 1 ms of the period. */
static volatile SYSTEM_TIME_TYPE first, latest, expected;
static volatile int beats, late;

static void periodic(void)
{
    first = now();
    for (;;) {
        latest = now();
        beats++;
        const SYSTEM_TIME_TYPE into = latest % PERIOD_NS;
        late += into < expected || into > expected + 5 * US;
        PERIODIC_WAIT(&other);
    }
}

static void scene_schedules(void)
{
    expected = 0;
    START(beat, &other);
    TIMED_WAIT(22 * MS, &other);
    test(beats > 0 && late == 0, "a periodic process is released at the window's start");
    expected = 1 * MS;
    SET_MODULE_SCHEDULE(2, &other);
    TIMED_WAIT(3 * MS - now() % PERIOD_NS + 4 * PERIOD_NS, &other);
    test(late == 0, "also when another schedule moves it");
    expected = 0;
    SET_MODULE_SCHEDULE(1, &other);
    TIMED_WAIT(3 * MS - now() % PERIOD_NS + 4 * PERIOD_NS, &other);
    test(late == 0, "forth and back");
    test(beats == latest / PERIOD_NS - first / PERIOD_NS + 1 && beats > 12, "once in each period");
}

static void handle(void)
{
    ERROR_STATUS_TYPE error;
    GET_ERROR_STATUS(&error, &other);
    provoke(HANDLER);
}

static void drive(void)
{
    provoke(PROCESS);
    for (int i = 0; i < 4; i++) { /* full again, for the error handler */
        SEND_QUEUING_MESSAGE(orders, text, 1, 0, &other);
    }
    RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, 1, &other);
    scene_priority();
    scene_schedules();
    SET_PARTITION_MODE(IDLE, &other);
}

int main(void)
{
    PARTITION_ID_TYPE partition;
    GET_MY_PARTITION_ID(&partition, &rc);
    if (partition == RIGHTLESS_PARTITION) {
        provoke(LIMITS);
        SET_PARTITION_MODE(IDLE, &rc);
    }
    beat = test_process("beat", periodic, 150, PERIOD_NS, PERIOD_NS);
    me = test_process("driver", drive, 100, -1, -1);
    helper = test_process("helper", help, 50, -1, -1);
    clerk[0] = test_process("clerk a", receive, 50, -1, -1);
    clerk[1] = test_process("clerk b", receive, 51, -1, -1);
    CREATE_ERROR_HANDLER((SYSTEM_ADDRESS_TYPE)handle, 2048, &rc);
    CREATE_QUEUING_PORT(name("commands"), 1, 8, SOURCE, FIFO, &commands, &rc);
    provoke(INIT);
    START(me, &rc);
    SET_PARTITION_MODE(NORMAL, &rc);
    return 0;
}
