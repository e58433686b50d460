/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Shows levels. Two processes: one reads the port in each period and hands what it finds to the other
 * one, which is less urgent and shows it.
 */
#include <apex.h>

#define PERIOD_NS 20000000 /* ns, the partition's */
#define SHOWN  5

static SAMPLING_PORT_ID_TYPE port;
static BUFFER_ID_TYPE levels;

static void read_level(void)
{
    APEX_INTEGER level;
    MESSAGE_SIZE_TYPE length;
    VALIDITY_TYPE validity;
    RETURN_CODE_TYPE code;

    for (;;) {
        READ_SAMPLING_MESSAGE(port, (MESSAGE_ADDR_TYPE)&level, &length, &validity, &code);
        if (code == NO_ERROR && validity == VALID) {
            SEND_BUFFER(levels, (MESSAGE_ADDR_TYPE)&level, length, 0, &code);
        }
        PERIODIC_WAIT(&code);
    }
}

static void show(APEX_INTEGER level)
{
    APEX_BYTE text[] = "level 00";
    RETURN_CODE_TYPE code;

    text[6] = (APEX_BYTE)('0' + level / 10);
    text[7] = (APEX_BYTE)('0' + level % 10);
    REPORT_APPLICATION_MESSAGE(text, 8, &code);
}

static void show_levels(void)
{
    APEX_INTEGER level;
    MESSAGE_SIZE_TYPE length;
    RETURN_CODE_TYPE code;

    for (int i = 0; i < SHOWN; i++) {
        RECEIVE_BUFFER(levels, INFINITE_TIME_VALUE, (MESSAGE_ADDR_TYPE)&level, &length, &code);
        show(level);
    }
    SET_PARTITION_MODE(IDLE, &code);
}

static void create(PROCESS_ATTRIBUTE_TYPE attributes)
{
    PROCESS_ID_TYPE process;
    RETURN_CODE_TYPE code;

    CREATE_PROCESS(&attributes, &process, &code);
    START(process, &code);
}

int main(void)
{
    RETURN_CODE_TYPE code;

    CREATE_SAMPLING_PORT("level", sizeof(APEX_INTEGER), DESTINATION, 2 * PERIOD_NS, &port, &code);
    CREATE_BUFFER("levels", sizeof(APEX_INTEGER), 8, FIFO, &levels, &code);
    create((PROCESS_ATTRIBUTE_TYPE){
        .NAME = "read",
        .ENTRY_POINT = (SYSTEM_ADDRESS_TYPE)read_level,
        .STACK_SIZE = 2048,
        .BASE_PRIORITY = 30,
        .PERIOD = PERIOD_NS,
        .TIME_CAPACITY = PERIOD_NS / 2,
        .DEADLINE = HARD,
    });
    create((PROCESS_ATTRIBUTE_TYPE){
        .NAME = "show",
        .ENTRY_POINT = (SYSTEM_ADDRESS_TYPE)show_levels,
        .STACK_SIZE = 2048,
        .BASE_PRIORITY = 10,
        .PERIOD = INFINITE_TIME_VALUE,
        .TIME_CAPACITY = INFINITE_TIME_VALUE,
        .DEADLINE = SOFT,
    });
    SET_PARTITION_MODE(NORMAL, &code);
    return 0;
}
