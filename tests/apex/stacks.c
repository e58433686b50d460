/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Process stacks in the slots of ProcessStacks: an overflow is the error STACK_OVERFLOW of the process
 * whose stack it is, however it comes about, and of nobody else. The victim is the process that
 * overflows, the driver wakes by a timer while it does, and the neighbour runs when both rest.
 */
#include "apex_test.h"

#define RESERVE    1024 /* docs/apex.md: what a slot has besides the stack, below it */
#define FPU_STATE  512  /* and on top */
#define LAST_BYTES 64
#define MARK       0x5a

static PROCESS_ID_TYPE victim;
static void (*volatile job)(void);
static volatile bh_word slot;   /* the victim's lowest address */
static volatile bh_word target; /* of what the job does */
static volatile uint32_t spins, beats;
static volatile int lives, finished;
static volatile bool always = true;

/* The error handler. */

static volatile int errors;
static ERROR_STATUS_TYPE error;
static bool handler_restarts;

static void handle(void)
{
    RETURN_CODE_TYPE code;

    for (;;) {
        GET_ERROR_STATUS(&error, &code);
        if (code != NO_ERROR) {
            return;
        }
        errors++;
        if (handler_restarts) {
            STOP(error.FAILED_PROCESS_ID, &code);
            START(error.FAILED_PROCESS_ID, &code);
        }
    }
}

static bool reported(ERROR_CODE_TYPE code)
{
    const bool holds = errors == 1 && error.ERROR_CODE == code && error.FAILED_PROCESS_ID == victim;
    if (!holds) {
        bh_print("# %d errors, code %d, process %d, target %x\n", errors, (int)error.ERROR_CODE,
                 (int)error.FAILED_PROCESS_ID, (unsigned)target);
    }
    errors = 0;
    return holds;
}

/* The victim and what it does. */

static void live(void)
{
    const bh_word start = bh_descriptor()->stacks.start, stride = bh_descriptor()->stacks.stride;
    slot = start + ((bh_word)&start - start) / stride * stride;
    lives++;
    job();
    finished++;
}

static void neighbour(void)
{
    for (;;) {
        beats++;
    }
}

static int recurse(int depth)
{
    volatile int room[16];
    room[0] = depth;
    return always ? recurse(depth + 1) + room[0] : 0;
}

static int recurse_with_service(int depth)
{
    PROCESS_ID_TYPE own;
    GET_MY_ID(&own, &rc);
    return always ? recurse_with_service(depth + 1) + own : 0;
}

/* The compiler touches every page of such a frame as it makes it (apex.mk). */
static void overflow_by_frame(void)
{
    volatile uint8_t room[3 * BH_PAGE_SIZE]; /* as far as to the slot below */
    room[0] = 1;
    room[0]++;
}

static void overflow(void)
{
    (void)recurse(0);
}

static void overflow_first(void)
{
    if (lives == 1) {
        (void)recurse(0);
    }
}

static void overflow_in_service(void)
{
    (void)recurse_with_service(0);
}

static void touch(void)
{
    *(volatile uint8_t *)target = 1;
}

static void spin_there(void)
{
    __asm__ volatile("movl %1, %%esp\n"
                     "1: incl %0\n\t"
                     "jmp 1b" : "+m"(spins) : "r"(target));
}

static void push_there(void)
{
    __asm__ volatile("movl %0, %%esp\n"
                     "1: pushl %%eax\n\t"
                     "jmp 1b" : : "r"(target));
}

static void divide_there(void)
{
    __asm__ volatile("movl %0, %%esp\n\t"
                     "xorl %%ecx, %%ecx\n\t"
                     "divl %%ecx" : : "r"(target));
}

/* Runs the victim for a while; whether the driver's timer woke it in time. */
static bool run(void (*what)(void))
{
    const SYSTEM_TIME_TYPE due = now() + 300 * US;
    job = what;
    errors = lives = finished = 0;
    START(victim, &rc);
    TIMED_WAIT(300 * US, &rc);
    return now() - due < 3 * MS; /* a gap between windows at most */
}

static bool overflows(void (*what)(void))
{
    const bool woke = run(what);
    const bool holds = reported(STACK_OVERFLOW) && woke && finished == 0;
    STOP(victim, &rc);
    return holds;
}

static PROCESS_STATE_TYPE state_of(PROCESS_ID_TYPE id)
{
    PROCESS_STATUS_TYPE status;
    GET_PROCESS_STATUS(id, &status, &rc);
    return status.PROCESS_STATE;
}

/* Scenes. */

static void scene_overflow(void)
{
    (void)run(overflow);
    test(reported(STACK_OVERFLOW) && error.FAILED_ADDRESS != NULL,
         "a process that recurses for ever is reported as STACK_OVERFLOW");
    test(state_of(victim) == FAULTED, "and is FAULTED");
    RESUME(victim, &rc);
    test(rc == INVALID_MODE, "it cannot be resumed");
    const uint32_t before = beats;
    TIMED_WAIT(1 * MS, &rc);
    test(beats != before, "others go on");
    STOP(victim, &rc);

    handler_restarts = true;
    bool works = true;
    for (int i = 0; i < 20; i++) {
        (void)run(overflow_first);
        works = works && reported(STACK_OVERFLOW) && lives == 2 && finished == 1 &&
                state_of(victim) == DORMANT;
    }
    handler_restarts = false;
    test(works, "the error handler restarts it, and it works again, time and again");
    test(overflows(overflow_in_service), "a service that finds too little stack is an overflow too");
    test(overflows(overflow_by_frame), "a frame that is larger than slot and page does not miss the page");
}

static void scene_guard(void)
{
    bool ours = true, others = true;
    const bh_word stride = bh_descriptor()->stacks.stride;
    const bh_word ends[] = {1, BH_PAGE_SIZE};

    for (int i = 0; i < 2; i++) {
        target = slot - ends[i];
        ours = ours && overflows(touch);
        target = slot + stride - ends[i];
        (void)run(touch);
        others = others && reported(MEMORY_VIOLATION);
        STOP(victim, &rc);
    }
    test(ours, "an access to the page below a process' slot is its STACK_OVERFLOW");
    test(others, "to the page below another's slot its MEMORY_VIOLATION");
}

/* Every byte within so many of an address, below it or from it on. */
#define FOR_LAST_BYTES(from)                                                                       \
    for (target = (from); target <= (from) + LAST_BYTES; target++)

static void mark(void)
{
    for (bh_word i = 0; i < 2 * LAST_BYTES; i++) {
        ((volatile uint8_t *)slot)[i] = MARK;
    }
}

static bool is_marked(void)
{
    for (bh_word i = 0; i < 2 * LAST_BYTES; i++) {
        if (((volatile uint8_t *)slot)[i] != MARK) {
            return false;
        }
    }
    return true;
}

static void scene_interrupts(void)
{
    const bh_word floor = slot + RESERVE;
    bool holds = true;

    mark();
    FOR_LAST_BYTES(slot) {
        holds = overflows(spin_there) && holds;
    }
    test(holds, "an interrupt with the stack pointer in the last bytes of a slot is delivered, and "
                "reports the overflow");
    test(is_marked(), "and nothing is pushed there");
    holds = true;
    FOR_LAST_BYTES(slot - LAST_BYTES) {
        holds = overflows(spin_there) && holds;
    }
    test(holds, "so is one with the stack pointer below the slot");
    holds = true;
    FOR_LAST_BYTES(floor - 1 - LAST_BYTES) {
        holds = overflows(spin_there) && holds;
    }
    test(holds, "and one just below the stack");
    holds = true;
    FOR_LAST_BYTES(floor) {
        holds = run(spin_there) && errors == 0 && state_of(victim) == READY && holds;
        const uint32_t before = spins;
        TIMED_WAIT(100 * US, &rc);
        holds = spins != before && holds;
        STOP(victim, &rc);
    }
    test(holds, "with the stack pointer in the last bytes of the stack a process is preempted, and "
                "goes on");
}

static void scene_traps(void)
{
    bool pushes = true, divisions = true;

    FOR_LAST_BYTES(slot) {
        pushes = overflows(push_there) && pushes;
    }
    test(pushes, "a push out of the slot is an overflow, from whichever byte");
    mark();
    FOR_LAST_BYTES(slot) {
        (void)run(divide_there);
        RESUME(victim, &rc);
        divisions = reported(NUMERIC_ERROR) && rc == INVALID_MODE && divisions;
        STOP(victim, &rc);
    }
    test(divisions, "another trap there is what it is, and cannot be resumed");
    test(is_marked(), "nothing is pushed there by it");
}

static void drive(void)
{
    scene_overflow();
    scene_guard();
    scene_interrupts();
    scene_traps();
    SET_PARTITION_MODE(IDLE, &rc);
}

static RETURN_CODE_TYPE create(const char *name, STACK_SIZE_TYPE stack)
{
    PROCESS_ATTRIBUTE_TYPE attributes = {
        .PERIOD = INFINITE_TIME_VALUE,
        .TIME_CAPACITY = INFINITE_TIME_VALUE,
        .ENTRY_POINT = (SYSTEM_ADDRESS_TYPE)neighbour,
        .STACK_SIZE = stack,
        .BASE_PRIORITY = 10,
        .DEADLINE = SOFT,
    };
    PROCESS_ID_TYPE id;
    test_name(attributes.NAME, name);
    CREATE_PROCESS(&attributes, &id, &rc);
    return rc;
}

int main(void)
{
    const STACK_SIZE_TYPE most = bh_descriptor()->stacks.bytes - RESERVE - FPU_STATE;

    victim = test_process("victim", live, 50, INFINITE_TIME_VALUE, INFINITE_TIME_VALUE);
    const PROCESS_ID_TYPE other = test_process("neighbour", neighbour, 40, INFINITE_TIME_VALUE,
                                               INFINITE_TIME_VALUE);
    const PROCESS_ID_TYPE driver = test_process("driver", drive, 60, INFINITE_TIME_VALUE,
                                                INFINITE_TIME_VALUE);
    CREATE_ERROR_HANDLER((SYSTEM_ADDRESS_TYPE)handle, most + 1, &rc);
    test(rc == INVALID_CONFIG, "an error handler's stack that fits no slot is refused");
    CREATE_ERROR_HANDLER((SYSTEM_ADDRESS_TYPE)handle, 2048, &rc);
    test(create("too large", most + 1) == INVALID_CONFIG, "so is a process' stack");
    test(create("large", most) == NO_ERROR, "one that fills the slot is not");
    test(create("one more", 1) == INVALID_CONFIG, "and without a slot left a process is refused");
    START(other, &rc);
    START(driver, &rc);
    SET_PARTITION_MODE(NORMAL, &rc);
    test(false, "the initialisation process ends when NORMAL is set");
    return 0;
}
