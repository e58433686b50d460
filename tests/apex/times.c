/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* When processes run: time-outs, starts, releases. */
#include "worker_test.h"

static PROCESS_ID_TYPE beat[2];
static SEMAPHORE_ID_TYPE fifo;

/* Time-outs and starts. */

static void wait_exactly(void)
{
    due = now() + 300 * US;
    TIMED_WAIT(300 * US, &rc);
    woke = now();
}

static void spin_long(void)
{
    spin(2 * MS);
    note('s');
}

static RETURN_CODE_TYPE timeout_code;

static void time_out_exactly(void)
{
    due = now() + 200 * US;
    WAIT_SEMAPHORE(fifo, 200 * US, &timeout_code);
    woke = now();
}

static void scene_time(void)
{
    at_window();
    begin(0, wait_exactly, 60);
    begin(1, spin_long, 50);
    pause();
    test(exact(), "TIMED_WAIT ends at its time, in the midst of a less urgent process");
    test(log_is("s"), "which goes on behind it");

    at_window();
    begin(0, time_out_exactly, 60);
    begin(1, spin_long, 50);
    pause();
    test(exact() && timeout_code == TIMED_OUT, "a time-out is exact");
    (void)log_is("s");
}

static void note_start(void)
{
    woke = now();
}

static void wait_with_time_out(void)
{
    WAIT_SEMAPHORE(fifo, 1 * MS, &timeout_code);
    note(letter());
}

static SYSTEM_TIME_TYPE first_release;

static void record_release(void)
{
    first_release = now();
}

static void scene_starts(void)
{
    at_window();
    job[0] = note_start;
    due = now() + 500 * US;
    DELAYED_START(worker[0], 500 * US, &rc);
    pause();
    test(exact(), "DELAYED_START of an aperiodic process starts it at its time");
    test((first_release - OFFSET_NS) % PERIOD_NS < ENTRY_NS && first_release < 2 * PERIOD_NS,
         "a periodic process that was started before NORMAL is released at the first release point");

    begin(0, wait_with_time_out, 50);
    TIMED_WAIT(100 * US, &rc);
    SUSPEND(worker[0], &rc);
    pause();
    RESUME(worker[0], &rc);
    pause();
    test(log_is("a") && timeout_code == TIMED_OUT, "a time-out expires while the process is suspended, too");
}

/* Periodic processes. */

static volatile int beats[2];
static SYSTEM_TIME_TYPE beat_time[2][8], beat_deadline[2];

static void periodic(void)
{
    const int index = me() - WORKERS;
    PROCESS_STATUS_TYPE status;

    for (;;) {
        beat_time[index][beats[index] % 8] = now();
        beats[index]++;
        GET_PROCESS_STATUS(beat[index], &status, &rc);
        beat_deadline[index] = status.DEADLINE_TIME;
        PERIODIC_WAIT(&rc);
    }
}

static bool beats_at(int index, SYSTEM_TIME_TYPE period, SYSTEM_TIME_TYPE offset)
{
    for (int i = 0; i < beats[index]; i++) {
        const SYSTEM_TIME_TYPE into = (beat_time[index][i] - offset) % period;
        if (into > ENTRY_NS || (i > 0 && beat_time[index][i] - beat_time[index][i - 1] < period / 2)) {
            bh_print("# beat %d of %d at %llu\n", i, index, (unsigned long long)beat_time[index][i]);
            return false;
        }
    }
    return beats[index] > 0;
}

static void scene_periodic(void)
{
    at_window();
    START(beat[0], &rc);
    START(beat[1], &rc);
    TIMED_WAIT(5 * PERIOD_NS + 9 * MS, &rc);
    test(beats[0] == 5 && beats_at(0, PERIOD_NS, OFFSET_NS),
         "a periodic process is released at each release point, not at other windows");
    test(beats[1] == 3 && beats_at(1, PERIOD_NS, OFFSET_NS) &&
             beat_time[1][1] - beat_time[1][0] > 2 * PERIOD_NS - ENTRY_NS &&
             beat_time[1][1] - beat_time[1][0] < 2 * PERIOD_NS + ENTRY_NS,
         "one of twice the period at every second one");
    test((beat_deadline[0] - OFFSET_NS) % PERIOD_NS == 4 * MS,
         "its deadline is the release point and its time capacity");
    STOP(beat[0], &rc);
    STOP(beat[1], &rc);

    at_window();
    beats[0] = 0;
    DELAYED_START(beat[0], 1 * MS, &rc);
    TIMED_WAIT(3 * PERIOD_NS + 9 * MS, &rc);
    test(beats[0] == 3 && beats_at(0, PERIOD_NS, OFFSET_NS + 1 * MS),
         "DELAYED_START moves all releases by its delay");
    STOP(beat[0], &rc);
}

/* Messages. */

static int late, whole, told;

static void report(char what)
{
    APEX_BYTE text[MAX_ERROR_MESSAGE_SIZE];
    RETURN_CODE_TYPE code;
    for (int i = 0; i < MAX_ERROR_MESSAGE_SIZE; i++) {
        text[i] = (APEX_BYTE)what;
    }
    REPORT_APPLICATION_MESSAGE(text, MAX_ERROR_MESSAGE_SIZE, &code);
    told += code == NO_ERROR;
}

static void report_much(void)
{
    for (int i = 0; i < 40; i++) { /* twice what the console's ring holds, and more */
        report('x');
    }
}

static void report_at_times(void)
{
    for (int i = 0; i < 10; i++) {
        due = now() + 57 * US;
        TIMED_WAIT(57 * US, &rc);
        woke = now();
        late += !exact();
        report('y');
    }
}

/* The lines that are still in the ring, from its end. */
static void count_whole(void)
{
    const volatile struct bh_console *const console = (const volatile struct bh_console *)BH_CONSOLE;
    const uint32_t bytes = MAX_ERROR_MESSAGE_SIZE + 1;
    uint32_t end = console->out_head;
    for (; whole < BH_CONSOLE_OUT / (int)bytes; whole++, end -= bytes) {
        for (uint32_t i = 2; i <= bytes; i++) {
            if (console->out[(end - i) % BH_CONSOLE_OUT] != console->out[(end - 2) % BH_CONSOLE_OUT]) {
                return;
            }
        }
    }
}

static void scene_messages(void)
{
    at_window();
    begin(0, report_at_times, 60);
    begin(1, report_much, 50);
    TIMED_WAIT(5 * PERIOD_NS, &rc);
    count_whole();
    test(told == 50 && late == 0, "a process that waits for room for its message delays no other");
    test(whole == 15, "and messages do not mix");
}

static void drive(void)
{
    scene_time();
    scene_starts();
    scene_periodic();
    scene_messages();
    SET_PARTITION_MODE(IDLE, &rc);
}

int main(void)
{
    static char name[] = "it";
    CREATE_SEMAPHORE(name, 0, 10, FIFO, &fifo, &rc);
    create_workers();
    beat[0] = test_process("beat", periodic, 100, PERIOD_NS, 4 * MS);
    beat[1] = test_process("slow beat", periodic, 90, 2 * PERIOD_NS, 20 * MS);
    START(test_process("early beat", record_release, DRIVER_PRIORITY + 1, PERIOD_NS, PERIOD_NS), &rc);
    begin_normal(drive);
    return 0;
}
