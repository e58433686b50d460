/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The other end of list_conditions.c: for each letter that it is told, it sends a message on the port
 * of that name: the letter, and a count that goes on. */
#include "apex_test.h"

static QUEUING_PORT_ID_TYPE orders, port[3];
static char port_name[][2] = {"a", "b", "c"};

static void obey(void)
{
    APEX_BYTE order[8], message[4] = "";
    MESSAGE_SIZE_TYPE length;

    for (;;) {
        RECEIVE_QUEUING_MESSAGE(orders, INFINITE_TIME_VALUE, order, &length, &rc);
        for (MESSAGE_SIZE_TYPE i = 0; i < length; i++) {
            message[0] = order[i];
            message[1]++;
            SEND_QUEUING_MESSAGE(port[order[i] - 'a'], message, 2, 0, &rc);
        }
    }
}

int main(void)
{
    static char orders_name[] = "orders";
    const PROCESS_ID_TYPE id = test_process("obey", obey, 10, -1, -1);
    CREATE_QUEUING_PORT(orders_name, 8, 4, DESTINATION, FIFO, &orders, &rc);
    for (int i = 0; i < 3; i++) {
        CREATE_QUEUING_PORT(port_name[i], i == 2 ? 8 : 4, 4, SOURCE, FIFO, &port[i], &rc);
    }
    START(id, &rc);
    SET_PARTITION_MODE(NORMAL, &rc);
    return 0;
}
