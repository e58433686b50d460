/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The other end of port_conditions.c: does what it is told. */
#include "apex_test.h"

static QUEUING_PORT_ID_TYPE commands, orders, answers;
static SAMPLING_PORT_ID_TYPE heights, level;
static char name_of[][MAX_NAME_LENGTH] = {"commands", "orders", "answers", "heights", "level"};

static void act(APEX_BYTE command)
{
    APEX_BYTE text[16] = "4321sxw";
    MESSAGE_SIZE_TYPE length;

    switch (command) {
    case 'w':
        WRITE_SAMPLING_MESSAGE(heights, text, 7, &rc);
        break;
    case 's':
        SEND_QUEUING_MESSAGE(answers, text, 5, 0, &rc);
        break;
    default:
        RECEIVE_QUEUING_MESSAGE(orders, 0, text, &length, &rc);
        break;
    }
}

static void obey(void)
{
    APEX_BYTE command;
    MESSAGE_SIZE_TYPE length;

    for (;;) {
        RECEIVE_QUEUING_MESSAGE(commands, INFINITE_TIME_VALUE, &command, &length, &rc);
        act(command);
    }
}

int main(void)
{
    const PROCESS_ID_TYPE id = test_process("obey", obey, 10, -1, -1);
    CREATE_QUEUING_PORT(name_of[0], 1, 8, DESTINATION, FIFO, &commands, &rc);
    CREATE_QUEUING_PORT(name_of[1], 16, 2, DESTINATION, FIFO, &orders, &rc);
    CREATE_QUEUING_PORT(name_of[2], 16, 4, SOURCE, FIFO, &answers, &rc);
    CREATE_SAMPLING_PORT(name_of[3], 16, SOURCE, 20 * MS, &heights, &rc);
    CREATE_SAMPLING_PORT(name_of[4], 16, DESTINATION, 20 * MS, &level, &rc);
    START(id, &rc);
    SET_PARTITION_MODE(NORMAL, &rc);
    return 0;
}
