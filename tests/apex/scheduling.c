/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Who runs: priorities, mutexes and the preemption lock, FPU registers. */
#include "worker_test.h"

static MUTEX_ID_TYPE mutex;

/* Priorities. */

static void note_twice(void)
{
    note(letter());
    TIMED_WAIT(0, &rc);
    note(letter());
}

static void start_higher(void)
{
    note('1');
    job[1] = note_once;
    START(worker[1], &rc); /* of its own priority: waits for its turn */
    note('2');
    SET_PRIORITY(worker[1], 60, &rc);
    note('3');
}

static void scene_priorities(void)
{
    begin(0, note_once, 50);
    begin(1, note_once, 50);
    begin(2, note_once, 60);
    begin(3, note_once, 50);
    pause();
    test(log_is("cabd"), "the most urgent process runs first, and those of a priority in their order");

    begin(0, start_higher, 50);
    pause();
    test(log_is("12b3"), "a process that becomes more urgent preempts at once");

    begin(0, note_twice, 50);
    begin(1, note_twice, 50);
    begin(2, note_twice, 50);
    pause();
    test(log_is("abcabc"), "TIMED_WAIT(0) lets the others of the priority run in turn");
}

/* Mutexes and preemption lock. */

static PRIORITY_TYPE priority_of(PROCESS_ID_TYPE id)
{
    PROCESS_STATUS_TYPE status;
    GET_PROCESS_STATUS(id, &status, &rc);
    return status.CURRENT_PRIORITY;
}

static void own_mutex(void)
{
    ACQUIRE_MUTEX(mutex, INFINITE_TIME_VALUE, &rc);
    note('(');
    if (priority_of(worker[0]) == 70) {
        note('^');
    }
    START(worker[1], &rc); /* 60 */
    SET_PRIORITY(worker[1], 60, &rc);
    note('.');
    RELEASE_MUTEX(mutex, &rc);
    note(')');
    if (priority_of(worker[0]) == 50) {
        note('v');
    }
}

static void lock(void)
{
    LOCK_LEVEL_TYPE level;
    LOCK_PREEMPTION(&level, &rc);
    note('[');
    START(worker[1], &rc);
    SET_PRIORITY(worker[1], 60, &rc);
    LOCK_PREEMPTION(&level, &rc);
    UNLOCK_PREEMPTION(&level, &rc);
    note('.');
    UNLOCK_PREEMPTION(&level, &rc);
    note(']');
}

static void own_for_ever(void)
{
    ACQUIRE_MUTEX(mutex, INFINITE_TIME_VALUE, &rc);
    note('(');
    STOP_SELF();
}

static void want_mutex(void)
{
    ACQUIRE_MUTEX(mutex, INFINITE_TIME_VALUE, &rc);
    note(letter());
    RELEASE_MUTEX(mutex, &rc);
}

static void scene_locks(void)
{
    MUTEX_STATUS_TYPE status;

    job[1] = note_once;
    begin(0, own_mutex, 50);
    pause();
    test(log_is("(^.b)v"), "the owner of a mutex has its priority, and its own again behind it");

    job[1] = note_once;
    begin(0, lock, 50);
    pause();
    test(log_is("[.b]"), "nobody preempts while preemption is locked, at any level");

    begin(0, own_for_ever, 50);
    pause();
    begin(1, want_mutex, 50);
    pause();
    GET_MUTEX_STATUS(mutex, &status, &rc);
    test(log_is("(") && status.MUTEX_OWNER == worker[0] && status.WAITING_PROCESSES == 1,
         "the mutex of a process that was stopped stays taken");
    RESET_MUTEX(mutex, worker[0], &rc);
    pause();
    test(log_is("b"), "RESET_MUTEX hands it over");
}

/* Floating point. */

static volatile double sum_a, sum_b;

static void add_a(void)
{
    double x = 1.0;
    for (int i = 0; i < 40000; i++) {
        x += 0.5;
    }
    sum_a = x;
}

static void add_b(void)
{
    double x = 2.0;
    for (int i = 0; i < 20; i++) {
        __asm__ volatile("fldpi; fldpi; fldpi" : : : "memory");
        TIMED_WAIT(20 * US, &rc);
        __asm__ volatile("fninit" : : : "memory");
        x += 0.25;
    }
    sum_b = x;
}

static void scene_fpu(void)
{
    at_window();
    begin(0, add_a, 50);
    begin(1, add_b, 60);
    pause();
    test(sum_a == 20001.0 && sum_b == 7.0, "each process has its own FPU registers");
}

static void drive(void)
{
    scene_priorities();
    scene_locks();
    scene_fpu();
    SET_PARTITION_MODE(IDLE, &rc);
}

int main(void)
{
    static char name[] = "it";
    CREATE_MUTEX(name, 70, FIFO, &mutex, &rc);
    create_workers();
    begin_normal(drive);
    return 0;
}
