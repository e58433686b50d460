/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * How processes are scheduled, beyond return codes. A driver of high priority sets up scene by scene
 * what workers of lower priority do, lets them run by waiting, and looks at the log that they wrote.
 */
#include "apex_test.h"

#define WORKERS 4
#define DRIVER_PRIORITY 200
#define PERIOD_NS  (10 * MS)
#define OFFSET_NS  (2 * MS)
#define ENTRY_NS   4000 /* from a planned time to the process' first look at the clock, at the most */

static PROCESS_ID_TYPE worker[WORKERS], driver_id, beat[2];
static void (*job[WORKERS])(void);
static SEMAPHORE_ID_TYPE fifo, byprio;
static EVENT_ID_TYPE event;
static BUFFER_ID_TYPE buffer;
static BLACKBOARD_ID_TYPE board;
static MUTEX_ID_TYPE mutex;

static char logged[64];
static int log_end;

static void note(char what)
{
    if (log_end < (int)sizeof logged - 1) {
        logged[log_end++] = what;
        logged[log_end] = '\0';
    }
}

static bool log_is(const char *expected)
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

static int me(void)
{
    PROCESS_INDEX_TYPE index;
    GET_MY_INDEX(&index, &rc);
    return index;
}

static void work(void)
{
    job[me()]();
    STOP_SELF();
}

static void begin(int index, void (*what)(void), PRIORITY_TYPE priority)
{
    job[index] = what;
    START(worker[index], &rc);
    SET_PRIORITY(worker[index], priority, &rc);
}

static void pause(void)
{
    TIMED_WAIT(10 * MS, &rc); /* workers run in between */
}

static char letter(void)
{
    return (char)('a' + me());
}

/* Priorities. */

static void note_twice(void)
{
    note(letter());
    TIMED_WAIT(0, &rc);
    note(letter());
}

static void note_once(void)
{
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

/* Time. */

static SYSTEM_TIME_TYPE woke, due;

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

static bool exact(void)
{
    const bool holds = woke >= due && woke - due < ENTRY_NS;
    if (!holds) {
        bh_print("# due %llu, woke %llu\n", (unsigned long long)due, (unsigned long long)woke);
    }
    return holds;
}

static void at_window(void)
{
    SYSTEM_TIME_TYPE time = now();
    TIMED_WAIT(PERIOD_NS - (time - OFFSET_NS) % PERIOD_NS, &rc);
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

/* Waiting in queues. */

static void wait_fifo(void)
{
    WAIT_SEMAPHORE(fifo, INFINITE_TIME_VALUE, &rc);
    note(letter());
}

static void wait_priority(void)
{
    WAIT_SEMAPHORE(byprio, INFINITE_TIME_VALUE, &rc);
    note(letter());
}

static void wait_event(void)
{
    WAIT_EVENT(event, INFINITE_TIME_VALUE, &rc);
    note(letter());
}

static void begin_in_order(void (*what)(void))
{
    begin(0, what, 50);
    pause();
    begin(1, what, 52);
    pause();
    begin(2, what, 51);
    pause();
}

static void signal_each(SEMAPHORE_ID_TYPE id)
{
    for (int i = 0; i < 3; i++) {
        SIGNAL_SEMAPHORE(id, &rc);
        pause();
    }
}

static void scene_queues(void)
{
    SEMAPHORE_STATUS_TYPE status;

    begin_in_order(wait_fifo);
    GET_SEMAPHORE_STATUS(fifo, &status, &rc);
    test(status.WAITING_PROCESSES == 3, "GET_SEMAPHORE_STATUS counts those that wait");
    signal_each(fifo);
    test(log_is("abc"), "a FIFO queue serves in the order of waiting");

    begin_in_order(wait_priority);
    signal_each(byprio);
    test(log_is("bca"), "a PRIORITY queue serves the most urgent first");

    begin_in_order(wait_event);
    SET_EVENT(event, &rc);
    pause();
    test(log_is("bca"), "an event wakes all who wait");
    RESET_EVENT(event, &rc);

    begin(0, wait_fifo, 50);
    pause();
    SUSPEND(worker[0], &rc);
    SIGNAL_SEMAPHORE(fifo, &rc);
    pause();
    test(log_is(""), "a suspended process that is served does not run");
    RESUME(worker[0], &rc);
    pause();
    test(log_is("a"), "before it is resumed");

    begin(0, wait_fifo, 50);
    pause();
    SUSPEND(worker[0], &rc);
    RESUME(worker[0], &rc);
    pause();
    test(log_is(""), "one that is resumed goes on waiting");
    SIGNAL_SEMAPHORE(fifo, &rc);
    pause();
    (void)log_is("a");
}

/* Messages. */

static APEX_BYTE received[8];
static MESSAGE_SIZE_TYPE received_length;

static void send_three(void)
{
    APEX_BYTE text[] = {'x', 'y', 'z'};
    for (int i = 0; i < 3; i++) {
        SEND_BUFFER(buffer, &text[i], 1, INFINITE_TIME_VALUE, &rc);
        note((char)text[i]);
    }
}

static void receive_one(void)
{
    RECEIVE_BUFFER(buffer, INFINITE_TIME_VALUE, received, &received_length, &rc);
    note((char)received[0]);
}

static void read_board(void)
{
    APEX_BYTE text[8];
    MESSAGE_SIZE_TYPE length;
    READ_BLACKBOARD(board, INFINITE_TIME_VALUE, text, &length, &rc);
    note(rc == NO_ERROR && length == 2 ? (char)text[1] : '?');
}

static void scene_messages(void)
{
    BUFFER_STATUS_TYPE status;
    APEX_BYTE hello[] = {'h', 'i'};

    begin(0, send_three, 50);
    pause();
    GET_BUFFER_STATUS(buffer, &status, &rc);
    test(log_is("xy") && status.NB_MESSAGE == 2 && status.WAITING_PROCESSES == 1,
         "a sender waits for room in a buffer");
    begin(1, receive_one, 60);
    pause();
    test(log_is("xz"), "and sends when a message is received");
    begin(1, receive_one, 60);
    pause();
    begin(1, receive_one, 60);
    pause();
    test(log_is("yz"), "messages come in the order in which they were sent");
    begin(1, receive_one, 60);
    pause();
    SEND_BUFFER(buffer, hello, 2, 0, &rc);
    pause();
    test(log_is("h") && received_length == 2, "a receiver that waits gets the message");

    begin(0, read_board, 50);
    begin(1, read_board, 51);
    pause();
    test(log_is(""), "readers of an empty blackboard wait");
    DISPLAY_BLACKBOARD(board, hello, 2, &rc);
    CLEAR_BLACKBOARD(board, &rc);
    pause();
    test(log_is("ii"), "and get what was displayed, though it is gone when they run");
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

/* Periodic processes. */

static volatile int beats[2];
static SYSTEM_TIME_TYPE beat_time[2][8], beat_deadline[2];
static volatile SYSTEM_TIME_TYPE overrun;

static void periodic(void)
{
    const int index = me() - WORKERS;
    PROCESS_STATUS_TYPE status;

    for (;;) {
        beat_time[index][beats[index] % 8] = now();
        beats[index]++;
        GET_PROCESS_STATUS(beat[index], &status, &rc);
        beat_deadline[index] = status.DEADLINE_TIME;
        if (overrun != 0) {
            spin(overrun);
            overrun = 0;
        }
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

/* Errors. */

static ERROR_STATUS_TYPE error[4];
static int errors;
static SYSTEM_TIME_TYPE error_time;
static bool handler_stops;

static bool handler_deaf;

static void handle(void)
{
    error_time = now();
    if (handler_deaf) {
        note('-');
        return;
    }
    for (;;) {
        GET_ERROR_STATUS(&error[errors % 4], &rc);
        if (rc != NO_ERROR) {
            break;
        }
        note('!');
        if (handler_stops) {
            STOP(error[errors % 4].FAILED_PROCESS_ID, &rc);
        }
        errors++;
    }
}

static bool reported(ERROR_CODE_TYPE code, PROCESS_ID_TYPE process)
{
    const bool holds = errors == 1 && error[0].ERROR_CODE == code &&
                       error[0].FAILED_PROCESS_ID == process;
    if (!holds) {
        bh_print("# %d errors, code %d, process %d\n", errors, (int)error[0].ERROR_CODE,
                 (int)error[0].FAILED_PROCESS_ID);
    }
    errors = 0;
    return holds;
}

static void scene_deadlines(void)
{
    handler_stops = false;
    at_window();
    beats[0] = 0;
    overrun = 9 * MS; /* 3 ms and 2 ms in a period: into the next period's window */
    START(beat[0], &rc);
    TIMED_WAIT(2 * PERIOD_NS + 9 * MS, &rc);
    due = beat_time[0][0] - beat_time[0][0] % PERIOD_NS + OFFSET_NS + PERIOD_NS / 2;
    test(reported(DEADLINE_MISSED, beat[0]), "a missed deadline is reported to the error handler");
    due = beat_time[0][0] - (beat_time[0][0] - OFFSET_NS) % PERIOD_NS + 5 * MS;
    woke = error_time;
    test(exact(), "one that passed out of the windows at the next window's start");
    STOP(beat[0], &rc);
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
    job[3] = miss;
    START(worker[3], &rc);
    pause();
    woke = error_time;
    test(reported(DEADLINE_MISSED, worker[3]) && woke + 1000 > due && woke < due + ENTRY_NS,
         "REPLENISH moves the deadline, which is checked in the midst of the process");
    test(log_is("!m"), "which goes on behind the handler if that does not stop it");
}

static void miss_waiting(void)
{
    WAIT_SEMAPHORE(fifo, INFINITE_TIME_VALUE, &rc);
}

static void scene_waiting_deadline(void)
{
    job[3] = miss_waiting;
    START(worker[3], &rc); /* time capacity 50 ms */
    TIMED_WAIT(70 * MS, &rc);
    test(reported(DEADLINE_MISSED, worker[3]), "a process that waits misses its deadline, too");
    STOP(worker[3], &rc);
    (void)log_is("!");
}

static LOCK_LEVEL_TYPE lock_level(void)
{
    PARTITION_STATUS_TYPE status;
    GET_PARTITION_STATUS(&status, &rc);
    return status.LOCK_LEVEL;
}

static void raise_locked(void)
{
    LOCK_LEVEL_TYPE level;
    APEX_BYTE text[] = "leak";
    LOCK_PREEMPTION(&level, &rc);
    note('[');
    RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, 4, &rc);
    note(']');
    UNLOCK_PREEMPTION(&level, &rc);
}

static void divide(void)
{
    volatile int zero = 0;
    note('d');
    note((char)(7 / zero));
}

static void divide_locked(void)
{
    LOCK_LEVEL_TYPE level;
    volatile int zero = 0;
    LOCK_PREEMPTION(&level, &rc);
    note('[');
    note((char)(7 / zero));
}

static volatile int repaired;

static void divide_repaired(void)
{
    int result;
    __asm__ volatile("xorl %%edx, %%edx\n\t"
                     "movl $6, %%eax\n\t"
                     "idivl %1" : "=&a"(result) : "m"(repaired) : "edx");
    note((char)('0' + result));
}

static volatile uintptr_t nowhere = 16;

static void touch(void)
{
    *(volatile int *)nowhere = 1;
}

static void privileged(void)
{
    __asm__ volatile("hlt");
}

static void wild_stack(void)
{
    __asm__ volatile("movl $0x20000, %esp\n\t"
                     "pushl %eax");
}

static volatile uintptr_t wild_sp;

static void wild_stack_interrupted(void)
{
    __asm__ volatile("movl %0, %%esp\n\t"
                     "1: jmp 1b" : : "m"(wild_sp));
}

static void wild_stack_trap(void)
{
    __asm__ volatile("movl %0, %%esp\n\t"
                     "ud2" : : "m"(wild_sp));
}

/* Where nothing is, in the kernel, at both ends, in the pages that are shared with the kernel, in the
 * program's own data. */
static bool wild_stacks_are_told(void)
{
    const uintptr_t places[] = {0x20000, 0x100800, 0, 4, 0xffffffff, BH_VCPU + 64, BH_CONSOLE + 64,
                                (uintptr_t)&places, (uintptr_t)logged};
    bool holds = true;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        wild_sp = places[i];
        begin(0, wild_stack_interrupted, 50);
        TIMED_WAIT(200 * US, &rc); /* its end is the interrupt */
        pause();
        holds = holds && reported(STACK_OVERFLOW, worker[0]);
        STOP(worker[0], &rc);
    }
    log_end = 0;
    return holds;
}

static void recurse(int depth)
{
    volatile char room[64];
    room[0] = (char)depth;
    if (depth > 0) {
        recurse(depth - 1);
    }
    room[1] = room[0];
}

static void deep(void)
{
    recurse(20);
    note('k'); /* within the stack */
    __asm__ volatile("subl $2048, %%esp\n\t" /* to the reserve */
                     "pushl %0\n\t"
                     "pushl %1\n\t"
                     "call SIGNAL_SEMAPHORE" : : "r"(&rc), "r"(fifo) : "memory");
}

static void bad_pointer(void)
{
    MESSAGE_SIZE_TYPE length;
    SEND_BUFFER(buffer, (MESSAGE_ADDR_TYPE)nowhere, 2, 0, &rc);
    note('?');
    RECEIVE_BUFFER(buffer, 0, received, &length, &rc);
}

static PROCESS_STATE_TYPE state_of(PROCESS_ID_TYPE id)
{
    PROCESS_STATUS_TYPE status;
    GET_PROCESS_STATUS(id, &status, &rc);
    return status.PROCESS_STATE;
}

static void fault_scene(void (*what)(void), ERROR_CODE_TYPE code, const char *sentence)
{
    begin(0, what, 50);
    pause();
    test(reported(code, worker[0]) && state_of(worker[0]) == FAULTED, sentence);
    STOP(worker[0], &rc);
    log_end = 0;
}

static void scene_faults(void)
{
    begin(0, raise_locked, 50);
    pause();
    test(log_is("[!]"), "the error handler preempts a process that has locked preemption");
    test(error[0].LENGTH == 4 && error[0].MESSAGE[0] == 'l' && error[0].MESSAGE[3] == 'k' &&
             reported(APPLICATION_ERROR, worker[0]),
         "an application error comes with its message");

    handler_deaf = true;
    begin(0, raise_locked, 50);
    pause();
    handler_deaf = false;
    test(log_is("[-]") && errors == 0,
         "an error that the handler does not ask for becomes the partition's, which ignores it here");

    fault_scene(divide, NUMERIC_ERROR, "a division by zero is a NUMERIC_ERROR of its process");
    fault_scene(touch, MEMORY_VIOLATION, "an access outside of the memory a MEMORY_VIOLATION");
    fault_scene(privileged, ILLEGAL_REQUEST, "a privileged instruction an ILLEGAL_REQUEST");
    fault_scene(wild_stack, STACK_OVERFLOW, "a push outside of the stack a STACK_OVERFLOW");
    wild_sp = BH_VCPU + 64;
    begin(0, wild_stack_trap, 50);
    pause();
    const bool is_told = reported(ILLEGAL_REQUEST, worker[0]);
    RESUME(worker[0], &rc);
    test(is_told && rc == INVALID_MODE, "another error outside of the stack is told as what it is, and final");
    STOP(worker[0], &rc);
    test(wild_stacks_are_told(), "an interrupt outside of the stack is a STACK_OVERFLOW, wherever the stack pointer is");
    fault_scene(deep, STACK_OVERFLOW, "and a service with less stack left than it may need");
    fault_scene(bad_pointer, MEMORY_VIOLATION, "a service's bad address is its caller's fault");
    BUFFER_STATUS_TYPE status;
    GET_BUFFER_STATUS(buffer, &status, &rc);
    test(status.NB_MESSAGE == 0, "and changes nothing");

    handler_stops = true;
    begin(0, raise_locked, 50);
    begin(1, note_once, 40);
    pause();
    test(log_is("[!b") && lock_level() == 0 && state_of(worker[0]) == DORMANT,
         "the handler may stop a process that has locked preemption, which ends the lock");
    handler_stops = false;
    errors = 0;
    begin(0, divide_locked, 50);
    begin(1, note_once, 40);
    pause();
    test(log_is("[!b") && lock_level() == 0, "a process that faults loses the lock");
    STOP(worker[0], &rc);
    errors = 0;

    repaired = 0;
    begin(0, divide_repaired, 50);
    pause();
    const bool was_faulted = state_of(worker[0]) == FAULTED;
    repaired = 2;
    RESUME(worker[0], &rc);
    pause();
    test(was_faulted && log_is("!3"), "RESUME lets a faulted process go on with its instruction");
    errors = 0;
}

static void drive(void)
{
    scene_priorities();
    scene_time();
    scene_starts();
    scene_queues();
    scene_messages();
    scene_locks();
    scene_fpu();
    scene_periodic();
    scene_deadlines();
    scene_replenish();
    scene_waiting_deadline();
    scene_faults();
    SET_PARTITION_MODE(IDLE, &rc);
}

int main(void)
{
    static const char *const names[] = {"a", "b", "c"};
    for (int i = 0; i < WORKERS; i++) {
        worker[i] = i < 3 ? test_process(names[i], work, 50, INFINITE_TIME_VALUE, INFINITE_TIME_VALUE)
                          : test_process("d", work, 50, INFINITE_TIME_VALUE, 50 * MS);
    }
    beat[0] = test_process("beat", periodic, 100, PERIOD_NS, 4 * MS);
    beat[1] = test_process("slow beat", periodic, 90, 2 * PERIOD_NS, 20 * MS);
    const PROCESS_ID_TYPE early = test_process("early beat", record_release, 80, PERIOD_NS, PERIOD_NS);
    driver_id = test_process("driver", drive, DRIVER_PRIORITY, INFINITE_TIME_VALUE,
                             INFINITE_TIME_VALUE);
    static char name_fifo[] = "fifo", name_prio[] = "prio", name[] = "it";
    CREATE_SEMAPHORE(name_fifo, 0, 10, FIFO, &fifo, &rc);
    CREATE_SEMAPHORE(name_prio, 0, 10, PRIORITY, &byprio, &rc);
    CREATE_EVENT(name, &event, &rc);
    CREATE_BUFFER(name, 8, 2, FIFO, &buffer, &rc);
    CREATE_BLACKBOARD(name, 8, &board, &rc);
    CREATE_MUTEX(name, 70, FIFO, &mutex, &rc);
    CREATE_ERROR_HANDLER((SYSTEM_ADDRESS_TYPE)handle, 2048, &rc);
    START(early, &rc);
    START(driver_id, &rc);
    SET_PARTITION_MODE(NORMAL, &rc);
    test(false, "the initialisation process ends when NORMAL is set");
    return 0;
}
