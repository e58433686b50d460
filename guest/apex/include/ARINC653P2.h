/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The ARINC 653 Part 2 services that this implementation has: multiple module schedules, memory
 * blocks, sampling port extensions, queuing port lists.
 */
#ifndef ARINC653P2_H
#define ARINC653P2_H

#include "apex.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Multiple module schedules. */

typedef APEX_INTEGER SCHEDULE_ID_TYPE;
typedef NAME_TYPE SCHEDULE_NAME_TYPE;

typedef struct {
    SYSTEM_TIME_TYPE TIME_OF_LAST_SCHEDULE_SWITCH;
    SCHEDULE_ID_TYPE CURRENT_SCHEDULE;
    SCHEDULE_ID_TYPE NEXT_SCHEDULE;
} SCHEDULE_STATUS_TYPE;

void SET_MODULE_SCHEDULE(SCHEDULE_ID_TYPE SCHEDULE_ID, RETURN_CODE_TYPE *RETURN_CODE);
void GET_MODULE_SCHEDULE_STATUS(SCHEDULE_STATUS_TYPE *SCHEDULE_STATUS,
                                RETURN_CODE_TYPE *RETURN_CODE);
void GET_MODULE_SCHEDULE_ID(char *SCHEDULE_NAME, SCHEDULE_ID_TYPE *SCHEDULE_ID,
                            RETURN_CODE_TYPE *RETURN_CODE);

/* Memory blocks. */

typedef NAME_TYPE MEMORY_BLOCK_NAME_TYPE;
typedef enum { READ = 0, READ_WRITE = 1 } MEMORY_BLOCK_MODE_TYPE;
typedef APEX_INTEGER MEMORY_BLOCK_SIZE_TYPE;
typedef APEX_BYTE *MEMORY_BLOCK_ADDR_TYPE;

typedef struct {
    MEMORY_BLOCK_ADDR_TYPE MEMORY_BLOCK_ADDR;
    MEMORY_BLOCK_MODE_TYPE MEMORY_BLOCK_MODE;
    MEMORY_BLOCK_SIZE_TYPE MEMORY_BLOCK_SIZE; /* bytes */
} MEMORY_BLOCK_STATUS_TYPE;

void GET_MEMORY_BLOCK_STATUS(char *MEMORY_BLOCK_NAME, MEMORY_BLOCK_STATUS_TYPE *MEMORY_BLOCK_STATUS,
                             RETURN_CODE_TYPE *RETURN_CODE);

/* Sampling port extensions. */

typedef enum { EMPTY_PORT = 0, CONSUMED_MESSAGE = 1, NEW_MESSAGE = 2 } UPDATED_TYPE;
typedef enum { STALE = 0, FRESH = 1 } AGE_TYPE;

typedef struct {
    SYSTEM_TIME_TYPE REFRESH_PERIOD;
    SYSTEM_TIME_TYPE TIME_STAMP; /* of the message; infinite: there is none */
    MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE;
    PORT_DIRECTION_TYPE PORT_DIRECTION;
    AGE_TYPE MESSAGE_AGE;
    UPDATED_TYPE UPDATED;
} SAMPLING_PORT_CURRENT_STATUS_TYPE;

void READ_UPDATED_SAMPLING_MESSAGE(SAMPLING_PORT_ID_TYPE SAMPLING_PORT_ID,
                                   MESSAGE_ADDR_TYPE MESSAGE_ADDR, MESSAGE_SIZE_TYPE *LENGTH,
                                   UPDATED_TYPE *UPDATED, RETURN_CODE_TYPE *RETURN_CODE);
void GET_SAMPLING_PORT_CURRENT_STATUS(
    SAMPLING_PORT_ID_TYPE SAMPLING_PORT_ID,
    SAMPLING_PORT_CURRENT_STATUS_TYPE *SAMPLING_PORT_CURRENT_STATUS, RETURN_CODE_TYPE *RETURN_CODE);
void READ_SAMPLING_MESSAGE_CONDITIONAL(SAMPLING_PORT_ID_TYPE SAMPLING_PORT_ID,
                                       SYSTEM_TIME_TYPE REF_TIME_STAMP,
                                       MESSAGE_ADDR_TYPE MESSAGE_ADDR, MESSAGE_SIZE_TYPE *LENGTH,
                                       SYSTEM_TIME_TYPE *TIME_STAMP, RETURN_CODE_TYPE *RETURN_CODE);

/* Queuing port lists. */

#define SYSTEM_LIMIT_NUMBER_OF_QUEUING_PORT_LISTS 64
#define MAX_NUMBER_OF_QUEUING_PORT_LISTS          SYSTEM_LIMIT_NUMBER_OF_QUEUING_PORT_LISTS

typedef NAME_TYPE QUEUING_PORT_LIST_NAME_TYPE;
typedef APEX_INTEGER QUEUING_PORT_LIST_ID_TYPE;
typedef APEX_INTEGER LIST_SIZE_TYPE;
typedef enum { INACTIVE = 0, ACTIVE = 1 } PORT_ACTION_TYPE;
typedef enum { RESET = 0, CONTINUE = 1 } RESET_LIST_TYPE;

void CREATE_QUEUING_PORT_LIST(char *QUEUING_PORT_LIST_NAME, LIST_SIZE_TYPE MAX_LIST_SIZE,
                              QUEUING_PORT_LIST_ID_TYPE *QUEUING_PORT_LIST_ID,
                              RETURN_CODE_TYPE *RETURN_CODE);
void ADD_PORT_TO_QUEUING_PORT_LIST(QUEUING_PORT_LIST_ID_TYPE QUEUING_PORT_LIST_ID,
                                   QUEUING_PORT_ID_TYPE QUEUING_PORT_ID,
                                   PORT_ACTION_TYPE PORT_ACTION, RETURN_CODE_TYPE *RETURN_CODE);
void SET_PORT_ACTION_IN_QUEUING_PORT_LIST(QUEUING_PORT_LIST_ID_TYPE QUEUING_PORT_LIST_ID,
                                          QUEUING_PORT_ID_TYPE QUEUING_PORT_ID,
                                          PORT_ACTION_TYPE PORT_ACTION,
                                          RETURN_CODE_TYPE *RETURN_CODE);
void GET_QUEUING_PORT_ACTION_STATUS(QUEUING_PORT_LIST_ID_TYPE QUEUING_PORT_LIST_ID,
                                    QUEUING_PORT_ID_TYPE QUEUING_PORT_ID,
                                    PORT_ACTION_TYPE *PORT_ACTION_STATUS,
                                    RETURN_CODE_TYPE *RETURN_CODE);
void RECEIVE_MESSAGE_FROM_QUEUING_PORT_LIST(QUEUING_PORT_LIST_ID_TYPE QUEUING_PORT_LIST_ID,
                                            SYSTEM_TIME_TYPE TIME_OUT,
                                            MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                                            MESSAGE_SIZE_TYPE BUFFER_SIZE,
                                            RESET_LIST_TYPE RESET_LIST,
                                            QUEUING_PORT_ID_TYPE *QUEUING_PORT_ID,
                                            MESSAGE_SIZE_TYPE *LENGTH,
                                            RETURN_CODE_TYPE *RETURN_CODE);
void WAIT_FOR_MESSAGE_FROM_QUEUING_PORT_LIST(QUEUING_PORT_LIST_ID_TYPE QUEUING_PORT_LIST_ID,
                                             SYSTEM_TIME_TYPE TIME_OUT,
                                             RESET_LIST_TYPE RESET_LIST,
                                             QUEUING_PORT_ID_TYPE *QUEUING_PORT_ID,
                                             RETURN_CODE_TYPE *RETURN_CODE);

#ifdef __cplusplus
}
#endif

#endif
