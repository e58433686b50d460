/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Release points where the configuration has them: in the second window of each period, moved by a
 * change of schedule, and in a schedule that has none.
 */
#include "ARINC653P2.h"
#include "apex_test.h"

#define PERIOD_NS  (10 * MS)
#define CAPACITY   (4 * MS)
#define ENTRY_NS   4000 /* from a planned time to the process' first look at the clock, at the most */

static PROCESS_ID_TYPE beat;
static volatile int beats;
static SYSTEM_TIME_TYPE beat_time[64], beat_deadline[64];

static void periodic(void)
{
    PROCESS_STATUS_TYPE status;
    for (;;) {
        GET_PROCESS_STATUS(beat, &status, &rc);
        beat_time[beats] = now();
        beat_deadline[beats++] = status.DEADLINE_TIME;
        PERIODIC_WAIT(&rc);
    }
}

/* Whether all beats from the first on are a period apart, so far into each, and end their list. */
static bool beats_at(int first, int count, SYSTEM_TIME_TYPE offset)
{
    for (int i = first; i < beats; i++) {
        const SYSTEM_TIME_TYPE into = beat_time[i] % PERIOD_NS - offset;
        if (into < 0 || into > ENTRY_NS || (i > first && beat_time[i] - beat_time[i - 1] > PERIOD_NS + ENTRY_NS) ||
            beat_deadline[i] != beat_time[i] - into + CAPACITY) {
            bh_print("# beat %d at %llu, deadline %llu\n", i, (unsigned long long)beat_time[i],
                     (unsigned long long)beat_deadline[i]);
            return false;
        }
    }
    if (beats - first != count) {
        bh_print("# %d beats\n", beats - first);
    }
    return beats - first == count;
}

static void wait_until(SYSTEM_TIME_TYPE time)
{
    TIMED_WAIT(time - now(), &rc);
}

/* Asks for a schedule; answers its number. */
static SCHEDULE_ID_TYPE change_to(const char *name)
{
    char text[MAX_NAME_LENGTH];
    SCHEDULE_ID_TYPE id = 0;
    test_name(text, name);
    GET_MODULE_SCHEDULE_ID(text, &id, &rc);
    SET_MODULE_SCHEDULE(id, &rc);
    return id;
}

static void drive(void)
{
    SCHEDULE_STATUS_TYPE schedule;
    PROCESS_STATUS_TYPE status;

    wait_until(21 * MS);
    START(beat, &rc);
    GET_PROCESS_STATUS(beat, &status, &rc);
    test(status.DEADLINE_TIME == 27 * MS + CAPACITY,
         "a process that is started between release points has the next one's deadline at once");
    wait_until(58 * MS);
    test(beats_at(0, 4, 7 * MS),
         "a window with PeriodicProcessingStart is a release point though it is the period's second");

    const SCHEDULE_ID_TYPE moved = change_to("moved");
    wait_until(82 * MS);
    GET_MODULE_SCHEDULE_STATUS(&schedule, &rc);
    test(schedule.CURRENT_SCHEDULE == moved && schedule.TIME_OF_LAST_SCHEDULE_SWITCH == 60 * MS,
         "TIME_OF_LAST_SCHEDULE_SWITCH is the start of the new schedule's first frame");
    const int later = beats;
    wait_until(115 * MS);
    test(beats_at(later, 3, 1 * MS), "release points move with those of a new schedule");

    change_to("without");
    wait_until(130 * MS);
    const int last = beats;
    wait_until(160 * MS);
    test(beats_at(last, 3, 1 * MS),
         "in a schedule without release points processes are released as by the last one");
    bh_exit(0);
}

int main(void)
{
    if (bh_descriptor()->index != 0) {
        PROCESS_ATTRIBUTE_TYPE attributes = {
            .PERIOD = PERIOD_NS, .TIME_CAPACITY = CAPACITY, .BASE_PRIORITY = 10, .STACK_SIZE = 2048,
            .ENTRY_POINT = (SYSTEM_ADDRESS_TYPE)periodic, .DEADLINE = SOFT, .NAME = "never"};
        CREATE_PROCESS(&attributes, &beat, &rc);
        test(rc == INVALID_CONFIG, "a partition without release points has no periodic processes");
        return 0;
    }
    beat = test_process("beat", periodic, 100, PERIOD_NS, CAPACITY);
    START(test_process("driver", drive, 50, INFINITE_TIME_VALUE, INFINITE_TIME_VALUE), &rc);
    SET_PARTITION_MODE(NORMAL, &rc);
    return 0;
}
