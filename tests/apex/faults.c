/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Errors of processes, and what the error handler is told of them. */
#include "error_test.h"

static SEMAPHORE_ID_TYPE fifo;
static BUFFER_ID_TYPE buffer;

static void stop_failed(const ERROR_STATUS_TYPE *status)
{
    STOP(status->FAILED_PROCESS_ID, &rc);
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
    APEX_BYTE received[8];
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

    react = stop_failed;
    begin(0, raise_locked, 50);
    begin(1, note_once, 40);
    pause();
    test(log_is("[!b") && lock_level() == 0 && state_of(worker[0]) == DORMANT,
         "the handler may stop a process that has locked preemption, which ends the lock");
    react = NULL;
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
    SUSPEND(worker[0], &rc);
    const bool is_suspended = rc != INVALID_MODE;
    repaired = 2;
    RESUME(worker[0], &rc);
    pause();
    test(was_faulted && !is_suspended, "a faulted process cannot be suspended");
    test(log_is("!3"), "RESUME lets a faulted process go on with its instruction");
    errors = 0;
}

static void drive(void)
{
    scene_faults();
    SET_PARTITION_MODE(IDLE, &rc);
}

int main(void)
{
    static char name[] = "it";
    CREATE_SEMAPHORE(name, 0, 10, FIFO, &fifo, &rc);
    CREATE_BUFFER(name, 8, 2, FIFO, &buffer, &rc);
    create_handler();
    create_workers();
    begin_normal(drive);
    return 0;
}
