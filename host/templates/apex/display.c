/*
 * Shows levels: one process reads the sampling port in each period and puts what it finds into a
 * buffer; a less urgent one takes it from there, prints it, and ends the module after the tenth.
 */
#include <apex.h>
#include <bh.h>

#include "level.h"

#define LAST 10

static SAMPLING_PORT_ID_TYPE port;
static BUFFER_ID_TYPE levels;

static void read_level(void)
{
    level now;
    MESSAGE_SIZE_TYPE length;
    VALIDITY_TYPE validity;
    RETURN_CODE_TYPE code;

    for (;;) {
        READ_SAMPLING_MESSAGE(port, (MESSAGE_ADDR_TYPE)&now, &length, &validity, &code);
        if (code == NO_ERROR && validity == VALID) {
            SEND_BUFFER(levels, (MESSAGE_ADDR_TYPE)&now, length, 0, &code);
        }
        PERIODIC_WAIT(&code);
    }
}

static void show_levels(void)
{
    level now;
    MESSAGE_SIZE_TYPE length;
    RETURN_CODE_TYPE code;

    for (int i = 0; i < LAST; i++) {
        RECEIVE_BUFFER(levels, INFINITE_TIME_VALUE, (MESSAGE_ADDR_TYPE)&now, &length, &code);
        bh_print("level %d %%\n", (int)now);
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

    CREATE_SAMPLING_PORT("level", sizeof(level), DESTINATION, 2 * PERIOD_NS, &port, &code);
    CREATE_BUFFER("levels", sizeof(level), 8, FIFO, &levels, &code);
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
