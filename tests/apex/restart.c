/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A partition's life: a cold start, a warm one that it asks for, and a cold one by health monitoring
 * for an error that has no handler. Nothing but mode and start condition tells which one it is.
 */
#include "apex_test.h"

static PARTITION_STATUS_TYPE status;
static PROCESS_ID_TYPE worker;
static volatile int zero;

static void restart_warm(void)
{
    SET_PARTITION_MODE(WARM_START, &rc);
    test(false, "a restart does not return");
}

static void fail(void)
{
    zero = 7 / zero;
    test(zero == 0, "nobody goes on behind an error without a handler");
}

static bool started(OPERATING_MODE_TYPE mode, START_CONDITION_TYPE condition)
{
    return status.OPERATING_MODE == mode && status.START_CONDITION == condition;
}

int main(void)
{
    void (*body)(void) = NULL;

    GET_PARTITION_STATUS(&status, &rc);
    if (started(COLD_START, NORMAL_START)) {
        test(true, "a partition begins with COLD_START, NORMAL_START");
        body = restart_warm;
    } else if (started(WARM_START, PARTITION_RESTART)) {
        test(true, "the warm start that it asks for is a PARTITION_RESTART");
        body = fail;
    } else {
        test(started(COLD_START, HM_PARTITION_RESTART),
             "an error without a handler restarts it as the health table says: HM_PARTITION_RESTART");
        STOP_SELF(); /* the partition ends, and the module with it */
        test(false, "STOP_SELF ends the initialisation process");
    }
    worker = test_process("worker", body, 10, INFINITE_TIME_VALUE, INFINITE_TIME_VALUE);
    START(worker, &rc);
    SET_PARTITION_MODE(NORMAL, &rc);
    return 0;
}
