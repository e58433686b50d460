/* Receives the counts, and ends the module after the last one. */
#include <stdio.h>
#include <stdlib.h>

#include <bsp.h>
#include <rtems.h>

#include "tick.h"

#define LAST 10

static rtems_task Init(rtems_task_argument argument)
{
    QUEUING_PORT_ID_TYPE ticks;
    RETURN_CODE_TYPE code;
    MESSAGE_SIZE_TYPE length;
    SYSTEM_TIME_TYPE now;
    struct tick tick = {0};

    (void)argument;
    CREATE_QUEUING_PORT("ticks", 16, 8, DESTINATION, FIFO, &ticks, &code);
    while (tick.number < LAST) {
        RECEIVE_QUEUING_MESSAGE(ticks, INFINITE_TIME_VALUE, (MESSAGE_ADDR_TYPE)&tick, &length, &code);
        GET_TIME(&now, &code);
        printf("heard tick %u, %d us after it was sent\n", tick.number,
               (int)((now - tick.time) / 1000));
    }
    exit(0);
}

#define CONFIGURE_APPLICATION_NEEDS_CLOCK_DRIVER
#define CONFIGURE_APPLICATION_NEEDS_CONSOLE_DRIVER
#define CONFIGURE_MICROSECONDS_PER_TICK 10000
#define CONFIGURE_MAXIMUM_TASKS 1
#define CONFIGURE_RTEMS_INIT_TASKS_TABLE
#define CONFIGURE_INIT
#include <rtems/confdefs.h>
