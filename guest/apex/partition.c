/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The partition's own life, and its services. */
#include "runtime.h"

#define START_SHIFT 8 /* in the answer of mode_get */
#define BYTE        0xffu

OPERATING_MODE_TYPE apex_mode;
static START_CONDITION_TYPE start_condition;

/* The program's initialisation process. */
int main(void);

_Noreturn void apex_begin(void);

static _Noreturn void idle(void)
{
    for (;;) {
        bh_wait(0, BH_TIME_INFINITE); /* what comes is delivered, which ends the wait or precedes it */
    }
}

/* A context of its own, entered as a process is. */
static _Noreturn void idle_begin(void)
{
    apex_leave();
    idle();
}

void apex_end(void)
{
    bh_mode_set(BH_MODE_IDLE, 0);
    idle();
}

/* What APEX programs call main may answer nothing, and has no reader. */
static _Noreturn void main_begin(void)
{
    apex_leave();
    (void)main();
    apex_end();
}

/* On the runtime's own stack: the initialisation process gets the first of the processes'. */
void apex_begin(void)
{
    const bh_word mode = (bh_word)bh_mode_get();

    apex_mode = mode & BYTE;
    start_condition = mode >> START_SHIFT & BYTE;
    apex_processor_init();
    apex_stack_give(&apex_main, APEX_MAIN_STACK);
    apex_machine_init();
    apex_timer_init();
    apex_release_init();
    apex_context_make(&apex_main, main_begin);
    apex_load(&apex_main);
}

void GET_PARTITION_STATUS(PARTITION_STATUS_TYPE *PARTITION_STATUS, RETURN_CODE_TYPE *RETURN_CODE)
{
    const struct bh_descriptor *const descriptor = bh_descriptor();

    PARTITION_STATUS->PERIOD = (SYSTEM_TIME_TYPE)descriptor->period;
    PARTITION_STATUS->DURATION = (SYSTEM_TIME_TYPE)descriptor->duration;
    PARTITION_STATUS->IDENTIFIER = (PARTITION_ID_TYPE)descriptor->identifier;
    PARTITION_STATUS->LOCK_LEVEL = apex_lock_level();
    PARTITION_STATUS->OPERATING_MODE = apex_mode;
    PARTITION_STATUS->START_CONDITION = start_condition;
    PARTITION_STATUS->NUM_ASSIGNED_CORES = 1;
    *RETURN_CODE = NO_ERROR;
}

void GET_MY_PARTITION_ID(PARTITION_ID_TYPE *PARTITION_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    *PARTITION_ID = (PARTITION_ID_TYPE)bh_descriptor()->identifier;
    *RETURN_CODE = NO_ERROR;
}

/* The initialisation process ends: what is left of it is idling, on its stack from the top. */
static _Noreturn void become_normal(void)
{
    bh_mode_set(BH_MODE_NORMAL, 0);
    apex_mode = NORMAL;
    apex_context_make(&apex_main, idle_begin);
    apex_process_begin_all();
    apex_abandon();
}

static RETURN_CODE_TYPE set_partition_mode(OPERATING_MODE_TYPE mode)
{
    switch (mode) {
    case NORMAL:
        if (apex_normal()) {
            return NO_ACTION;
        }
        become_normal();
    case WARM_START:
        if (apex_mode == COLD_START) {
            return INVALID_MODE;
        }
        break;
    case COLD_START:
    case IDLE:
        break;
    default:
        return INVALID_PARAM;
    }
    bh_mode_set(mode, 0);
    for (;;) { /* does not come here */
    }
}

void SET_PARTITION_MODE(OPERATING_MODE_TYPE OPERATING_MODE, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(set_partition_mode(OPERATING_MODE));
}
