/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* An error handler that keeps the errors, for the programs with workers. */
#ifndef ERROR_TEST_H
#define ERROR_TEST_H

#include "worker_test.h"

static ERROR_STATUS_TYPE error[4];
static int errors;
static SYSTEM_TIME_TYPE error_time;
static bool handler_deaf;                        /* asks for no error */
static void (*react)(const ERROR_STATUS_TYPE *); /* what else it does with one */

static inline void handle(void)
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
        if (react != NULL) {
            react(&error[errors % 4]);
        }
        errors++;
    }
}

static inline bool reported(ERROR_CODE_TYPE code, PROCESS_ID_TYPE process)
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

static inline void create_handler(void)
{
    CREATE_ERROR_HANDLER((SYSTEM_ADDRESS_TYPE)handle, 2048, &rc);
}

#endif
