/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What the programs share that show how processes are scheduled, beyond return codes. A driver of high
 * priority sets up scene by scene what workers of lower priority do, lets them run by waiting, and
 * looks at the log that they wrote.
 */
#ifndef WORKER_TEST_H
#define WORKER_TEST_H

#include "apex_test.h"

#define WORKERS 4
#define DRIVER_PRIORITY 200
#define PERIOD_NS  (10 * MS)
#define OFFSET_NS  (2 * MS)
#define ENTRY_NS   4000 /* from a planned time to the process' first look at the clock, at the most */

static PROCESS_ID_TYPE worker[WORKERS];
static void (*job[WORKERS])(void);

static char logged[64];
static int log_end;

static inline void note(char what)
{
    if (log_end < (int)sizeof logged - 1) {
        logged[log_end++] = what;
        logged[log_end] = '\0';
    }
}

static inline bool log_is(const char *expected)
{
    int i = 0;
    while (logged[i] == expected[i] && expected[i] != '\0') {
        i++;
    }
    const bool same = logged[i] == expected[i];
    if (!same) {
        bh_print("# log: %s, expected %s\n", logged, expected);
    }
    log_end = 0;
    logged[0] = '\0';
    return same;
}

static inline int me(void)
{
    PROCESS_INDEX_TYPE index;
    GET_MY_INDEX(&index, &rc);
    return index;
}

static inline void work(void)
{
    job[me()]();
    STOP_SELF();
}

static inline void begin(int index, void (*what)(void), PRIORITY_TYPE priority)
{
    job[index] = what;
    START(worker[index], &rc);
    SET_PRIORITY(worker[index], priority, &rc);
}

static inline void pause(void)
{
    TIMED_WAIT(10 * MS, &rc); /* workers run in between */
}

static inline char letter(void)
{
    return (char)('a' + me());
}

static inline void note_once(void)
{
    note(letter());
}

/* What was to happen, and when it did. */
static SYSTEM_TIME_TYPE woke, due;

static inline bool exact(void)
{
    const bool holds = woke >= due && woke - due < ENTRY_NS;
    if (!holds) {
        bh_print("# due %llu, woke %llu\n", (unsigned long long)due, (unsigned long long)woke);
    }
    return holds;
}

static inline void at_window(void)
{
    SYSTEM_TIME_TYPE time = now();
    TIMED_WAIT(PERIOD_NS - (time - OFFSET_NS) % PERIOD_NS, &rc);
}

static inline void create_workers(void)
{
    static const char *const names[WORKERS] = {"a", "b", "c", "d"};
    for (int i = 0; i < WORKERS; i++) {
        worker[i] = test_process(names[i], work, 50, INFINITE_TIME_VALUE, INFINITE_TIME_VALUE);
    }
}

/* Ends the initialisation. The driver ends the test. */
static inline void begin_normal(void (*drive)(void))
{
    START(test_process("driver", drive, DRIVER_PRIORITY, INFINITE_TIME_VALUE, INFINITE_TIME_VALUE), &rc);
    SET_PARTITION_MODE(NORMAL, &rc);
    test(false, "the initialisation process ends when NORMAL is set");
}

#endif
