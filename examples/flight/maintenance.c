/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Chooses the module's schedule: on the ground it has time for itself, in the air telemetry has
 * that time. Ends the module.
 */
#include <ARINC653P2.h>
#include <bh.h>

#include "flight.h"

#define END (60 * SECOND)

static SAMPLING_PORT_ID_TYPE air_data_port;

static void choose(uint32_t time, const char *why, const char *schedule)
{
    SCHEDULE_NAME_TYPE name = {0};
    SCHEDULE_ID_TYPE id;
    RETURN_CODE_TYPE code;

    for (uint32_t i = 0; schedule[i] != '\0'; i++) {
        name[i] = schedule[i];
    }
    GET_MODULE_SCHEDULE_ID(name, &id, &code);
    if (code == NO_ERROR) {
        SET_MODULE_SCHEDULE(id, &code);
    }
    bh_print("%u.%u s  %s, %s schedule \"%s\"\n", time / 1000, time / 100 % 10, why,
             code == NO_ERROR ? "switching to" : "cannot switch to", schedule);
}

static void maintain(void)
{
    struct air_data air;
    MESSAGE_SIZE_TYPE length;
    VALIDITY_TYPE validity;
    SYSTEM_TIME_TYPE time;
    RETURN_CODE_TYPE code;
    bool on_ground = true;

    do {
        PERIODIC_WAIT(&code);
        READ_SAMPLING_MESSAGE(air_data_port, (MESSAGE_ADDR_TYPE)&air, &length, &validity, &code);
        if (code == NO_ERROR && validity == VALID && on_ground != (air.on_ground != 0)) {
            on_ground = !on_ground;
            choose(air.time, on_ground ? "landed" : "airborne", on_ground ? "ground" : "flight");
        }
        GET_TIME(&time, &code);
    } while (time < END);
    bh_print("60 s  end of the flight\n");
    PERIODIC_WAIT(&code); /* all of it is printed */
    bh_module_shutdown(0);
}

int main(void)
{
    RETURN_CODE_TYPE code;
    CREATE_SAMPLING_PORT("air-data", sizeof(struct air_data), DESTINATION, REFRESH, &air_data_port,
                         &code);
    require(code);
    run_process("maintain", maintain, 5 * STEP);
    return 0;
}
