/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What the partitions of the flight tell each other, and how their APEX programs start. Messages
 * are in whole numbers, as on an aircraft's bus.
 */
#ifndef FLIGHT_H
#define FLIGHT_H

#include <stdint.h>

#define MS          1000000LL /* ns */
#define SECOND      (1000 * MS)
#define STEP        (20 * MS)  /* the frame: the sensor and navigation work once in each */
#define REFRESH     (100 * MS) /* air data and steering are valid for so long */
#define FIELD       360        /* metres above the sea, of both airfields */
#define RUNWAY      270        /* the heading at the start */
#define METRES_FOOT 0.3048
#define KNOT        0.5144 /* m/s */

/** Port "air-data": from the sensor, every 20 ms. */
struct air_data {
    uint32_t time; /**< ms of module time */
    uint32_t on_ground;
    int32_t speed;    /**< mm/s, through the air */
    int32_t climb;    /**< mm/s */
    int32_t heading;  /**< 1/100 degree, 0 to 35999, clockwise from north */
    int32_t altitude; /**< mm above the sea */
    int32_t north;    /**< mm from where the flight begins, to some metres */
    int32_t east;
};

/** Port "steering": from navigation, every 20 ms. */
struct steering {
    int32_t speed;    /**< wanted, mm/s */
    int32_t heading;  /**< wanted, 1/100 degree */
    int32_t altitude; /**< wanted, mm above the sea */
    int32_t distance; /**< to the next waypoint, mm */
    char next[8];     /**< its name; "": there is none */
};

/** Port "events": from navigation. */
struct flight_event {
    uint32_t time; /**< ms of module time */
    char text[28];
};

#ifdef APEX_H
static inline uint32_t now_ms(void)
{
    SYSTEM_TIME_TYPE time;
    RETURN_CODE_TYPE code;
    GET_TIME(&time, &code);
    return (uint32_t)(time / MS);
}

/* Without one of its ports a partition is of no use: it stops, and the others see stale data. */
static inline void require(RETURN_CODE_TYPE code)
{
    if (code != NO_ERROR) {
        SET_PARTITION_MODE(IDLE, &code);
    }
}

/* Starts the partition's only process and ends its initialisation. */
static inline void run_process(const char *name, void (*entry)(void), SYSTEM_TIME_TYPE period)
{
    PROCESS_ATTRIBUTE_TYPE attributes = {.ENTRY_POINT = (SYSTEM_ADDRESS_TYPE)entry,
                                         .STACK_SIZE = 8192,
                                         .BASE_PRIORITY = 20,
                                         .PERIOD = period,
                                         .TIME_CAPACITY = period,
                                         .DEADLINE = HARD};
    PROCESS_ID_TYPE id;
    RETURN_CODE_TYPE code;

    for (uint32_t i = 0; name[i] != '\0' && i < MAX_NAME_LENGTH; i++) {
        attributes.NAME[i] = name[i];
    }
    CREATE_PROCESS(&attributes, &id, &code);
    require(code);
    START(id, &code);
    require(code);
    SET_PARTITION_MODE(NORMAL, &code);
}
#endif

#endif
