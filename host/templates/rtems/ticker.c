/* Counts with RTEMS' clock, and sends each count over the channel. */
#include <stdio.h>

#include <bsp.h>
#include <rtems.h>

#include "tick.h"

static rtems_task Init(rtems_task_argument argument)
{
    QUEUING_PORT_ID_TYPE ticks;
    RETURN_CODE_TYPE code;
    struct tick tick = {0};

    (void)argument;
    CREATE_QUEUING_PORT("ticks", 16, 8, SOURCE, FIFO, &ticks, &code);
    for (;;) {
        rtems_task_wake_after(rtems_clock_get_ticks_per_second() / 10);
        tick.number++;
        GET_TIME(&tick.time, &code);
        printf("tick %u\n", tick.number);
        SEND_QUEUING_MESSAGE(ticks, (MESSAGE_ADDR_TYPE)&tick, sizeof tick, 0, &code);
        if (code != NO_ERROR) {
            printf("nobody listens\n");
        }
    }
}

#define CONFIGURE_APPLICATION_NEEDS_CLOCK_DRIVER
#define CONFIGURE_APPLICATION_NEEDS_CONSOLE_DRIVER
#define CONFIGURE_MICROSECONDS_PER_TICK 10000
#define CONFIGURE_MAXIMUM_TASKS 1
#define CONFIGURE_RTEMS_INIT_TASKS_TABLE
#define CONFIGURE_INIT
#include <rtems/confdefs.h>
