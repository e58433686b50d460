/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Overflows of which no error handler is told: that of a process where there is none, of the
 * initialisation process, and of the error handler itself. Each is the partition's STACK_OVERFLOW,
 * for which the health table has a restart; for all else it has none, and the module ends with another code.
 * A module for each, with the same program: the partition's identifier tells which one.
 */
#include "apex_test.h"

enum { OF_PROCESS = 1, OF_MAIN, OF_HANDLER };

static volatile bool always = true;

static int recurse(int depth)
{
    volatile int room[16];
    room[0] = depth;
    return always ? recurse(depth + 1) + room[0] : 0;
}

static void overflow(void)
{
    (void)recurse(0);
}

static void fail(void)
{
    APEX_BYTE text[] = "x";
    RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, 1, &rc);
    test(false, "the process does not go on before its error handler has ended");
}

static void start(void (*entry)(void))
{
    START(test_process("worker", entry, 10, INFINITE_TIME_VALUE, INFINITE_TIME_VALUE), &rc);
    SET_PARTITION_MODE(NORMAL, &rc);
}

int main(void)
{
    PARTITION_STATUS_TYPE status;

    GET_PARTITION_STATUS(&status, &rc);
    if (status.START_CONDITION == NORMAL_START) {
        switch (status.IDENTIFIER) {
        case OF_PROCESS:
            start(overflow);
            break;
        case OF_MAIN:
            overflow();
            break;
        case OF_HANDLER:
            CREATE_ERROR_HANDLER((SYSTEM_ADDRESS_TYPE)overflow, 1024, &rc);
            start(fail);
            break;
        }
    }
    test(status.OPERATING_MODE == COLD_START && status.START_CONDITION == HM_PARTITION_RESTART,
         status.IDENTIFIER == OF_PROCESS ? "without an error handler an overflow is the partition's"
         : status.IDENTIFIER == OF_MAIN  ? "so is one of the initialisation process"
                                         : "and one of the error handler");
    STOP_SELF(); /* the partition ends, and the module with it */
    return 0;
}
