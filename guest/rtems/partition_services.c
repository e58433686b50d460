/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* ARINC 653's partition, time and health monitoring services, as far as RTEMS has not its own. */
#include <apex.h>
#include <bh.h>

#include <string.h>
#include <unistd.h>

#define START_SHIFT 8 /* in the answer of mode_get */
#define BYTE        0xffu

_Static_assert((int)IDLE == (int)BH_MODE_IDLE && (int)COLD_START == (int)BH_MODE_COLD_START &&
                   (int)WARM_START == (int)BH_MODE_WARM_START && (int)NORMAL == (int)BH_MODE_NORMAL,
               "modes have the same numbers");
_Static_assert((int)NORMAL_START == (int)BH_START_NORMAL &&
                   (int)PARTITION_RESTART == (int)BH_START_PARTITION_RESTART &&
                   (int)HM_MODULE_RESTART == (int)BH_START_HM_MODULE_RESTART &&
                   (int)HM_PARTITION_RESTART == (int)BH_START_HM_PARTITION_RESTART,
               "start conditions have the same numbers");

void GET_PARTITION_STATUS(PARTITION_STATUS_TYPE *PARTITION_STATUS, RETURN_CODE_TYPE *RETURN_CODE)
{
    const struct bh_descriptor *const descriptor = bh_descriptor();
    const bh_word mode = (bh_word)bh_mode_get();

    *PARTITION_STATUS = (PARTITION_STATUS_TYPE){
        .PERIOD = (SYSTEM_TIME_TYPE)descriptor->period,
        .DURATION = (SYSTEM_TIME_TYPE)descriptor->duration,
        .IDENTIFIER = (PARTITION_ID_TYPE)descriptor->identifier,
        .LOCK_LEVEL = MIN_LOCK_LEVEL,
        .OPERATING_MODE = (OPERATING_MODE_TYPE)(mode & BYTE),
        .START_CONDITION = (START_CONDITION_TYPE)(mode >> START_SHIFT & BYTE),
        .NUM_ASSIGNED_CORES = 1,
    };
    *RETURN_CODE = NO_ERROR;
}

void GET_MY_PARTITION_ID(PARTITION_ID_TYPE *PARTITION_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    *PARTITION_ID = (PARTITION_ID_TYPE)bh_descriptor()->identifier;
    *RETURN_CODE = NO_ERROR;
}

/* RTEMS is not asked: the others return only if they are refused. */
void SET_PARTITION_MODE(OPERATING_MODE_TYPE OPERATING_MODE, RETURN_CODE_TYPE *RETURN_CODE)
{
    switch (bh_mode_set(OPERATING_MODE, 0)) {
    case BH_OK:
        *RETURN_CODE = NO_ERROR;
        break;
    case BH_BAD_MODE:
        *RETURN_CODE = OPERATING_MODE == NORMAL ? NO_ACTION : INVALID_MODE;
        break;
    default:
        *RETURN_CODE = INVALID_PARAM;
        break;
    }
}

void GET_TIME(SYSTEM_TIME_TYPE *SYSTEM_TIME, RETURN_CODE_TYPE *RETURN_CODE)
{
    *SYSTEM_TIME = (SYSTEM_TIME_TYPE)bh_clock_ns();
    *RETURN_CODE = NO_ERROR;
}

static bool length_valid(ERROR_MESSAGE_SIZE_TYPE length)
{
    return length >= 0 && length <= MAX_ERROR_MESSAGE_SIZE;
}

void REPORT_APPLICATION_MESSAGE(MESSAGE_ADDR_TYPE MESSAGE_ADDR, MESSAGE_SIZE_TYPE LENGTH,
                                RETURN_CODE_TYPE *RETURN_CODE)
{
    if (!length_valid(LENGTH)) {
        *RETURN_CODE = INVALID_PARAM;
        return;
    }
    char line[MAX_ERROR_MESSAGE_SIZE + 1];
    const size_t length = (size_t)LENGTH;
    memcpy(line, MESSAGE_ADDR, length);
    line[length] = '\n';
    if (write(STDOUT_FILENO, line, length + 1) < 0) { /* a program without a console driver */
        bh_console_write(line, length + 1);
    }
    *RETURN_CODE = NO_ERROR;
}

/* There is no error handler process: it is the partition's error. */
void RAISE_APPLICATION_ERROR(ERROR_CODE_TYPE ERROR_CODE, MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                             ERROR_MESSAGE_SIZE_TYPE LENGTH, RETURN_CODE_TYPE *RETURN_CODE)
{
    if (!length_valid(LENGTH) || ERROR_CODE != APPLICATION_ERROR) {
        *RETURN_CODE = INVALID_PARAM;
        return;
    }
    bh_health_raise(BH_ERROR_APPLICATION_ERROR, APPLICATION_ERROR, 0);
    *RETURN_CODE = NO_ERROR;
}
