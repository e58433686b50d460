/* Measures a level in each period, and writes it to a sampling port. */
#include <apex.h>

#include "level.h"

static SAMPLING_PORT_ID_TYPE port;

static void measure(void)
{
    level now = 0;
    RETURN_CODE_TYPE code;

    for (;;) {
        now = (now + 7) % 100;
        WRITE_SAMPLING_MESSAGE(port, (MESSAGE_ADDR_TYPE)&now, sizeof now, &code);
        PERIODIC_WAIT(&code);
    }
}

int main(void)
{
    PROCESS_ATTRIBUTE_TYPE attributes = {
        .NAME = "measure",
        .ENTRY_POINT = (SYSTEM_ADDRESS_TYPE)measure,
        .STACK_SIZE = 2048,
        .BASE_PRIORITY = 20,
        .PERIOD = PERIOD_NS,
        .TIME_CAPACITY = PERIOD_NS / 2,
        .DEADLINE = HARD,
    };
    PROCESS_ID_TYPE process;
    RETURN_CODE_TYPE code;

    CREATE_SAMPLING_PORT("level", sizeof(level), SOURCE, PERIOD_NS, &port, &code);
    CREATE_PROCESS(&attributes, &process, &code);
    START(process, &code);
    SET_PARTITION_MODE(NORMAL, &code);
    return 0;
}
