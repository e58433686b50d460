/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Knows where the aircraft is and steers it along the route. The position is reckoned from speed
 * and heading, and drawn towards what is measured, which is noisy; without air data it is reckoned
 * on.
 */
#include <ARINC653.h>
#include <bh.h>

#include "flight.h"
#include "geometry.h"

#define DT    0.02 /* s, a step */
#define TRUST 0.04 /* in a measured position, for one step */
#define NEAR  60.0 /* metres: so near a waypoint is reached */
#define BEGIN 2500 /* ms: when the flight begins */

static const struct waypoint {
    char name[8];
    double north, east; /* metres from the start */
    int32_t altitude;   /* metres above the sea, on the way there */
    int32_t speed;      /* m/s */
} route[] = {
    {"ALPHA", 0, -600, FIELD + 110, 46},
    {"BRAVO", 540, -980, FIELD + 110, 46},
    {"VALLEY", 1090, -960, FIELD - 20, 32},
};
#define LAST (sizeof route / sizeof route[0] - 1)

static SAMPLING_PORT_ID_TYPE air_data_port, steering_port;
static QUEUING_PORT_ID_TYPE events_port;

static struct air_data air; /* the newest that was valid */
static double north, east;  /* metres */
static uint32_t leg;        /* to this waypoint of the route */
static bool landed;

static void tell(const char *subject, const char *what)
{
    struct flight_event event = {.time = now_ms()};
    uint32_t end = 0;
    RETURN_CODE_TYPE code;
    while (*subject != '\0' && end < sizeof event.text - 1) {
        event.text[end++] = *subject++;
    }
    while (*what != '\0' && end < sizeof event.text - 1) {
        event.text[end++] = *what++;
    }
    SEND_QUEUING_MESSAGE(events_port, (MESSAGE_ADDR_TYPE)&event, sizeof event, 0, &code);
}

/* Answers whether the air data is a valid message's; else it stays as it was. */
static bool read_air_data(void)
{
    struct air_data newest;
    MESSAGE_SIZE_TYPE length;
    VALIDITY_TYPE validity;
    RETURN_CODE_TYPE code;

    READ_SAMPLING_MESSAGE(air_data_port, (MESSAGE_ADDR_TYPE)&newest, &length, &validity, &code);
    if (code != NO_ERROR || validity != VALID) {
        return false;
    }
    air = newest;
    return true;
}

static void reckon(bool measured)
{
    north += air.speed / 1000.0 * cosine(air.heading / 100.0) * DT;
    east += air.speed / 1000.0 * sine(air.heading / 100.0) * DT;
    if (measured) {
        north += (air.north / 1000.0 - north) * TRUST;
        east += (air.east / 1000.0 - east) * TRUST;
    }
}

static void watch_the_ground(void)
{
    static bool flying;
    if (air.time != 0 && flying == (air.on_ground != 0)) {
        flying = !flying;
        landed = !flying;
        tell(landed ? "touched down at " : "took off", landed ? route[LAST].name : "");
    }
}

static void steer(void)
{
    const double to_north = route[leg].north - north, to_east = route[leg].east - east;
    const double course = bearing(to_north, to_east);
    const double distance = to_north * cosine(course) + to_east * sine(course);
    struct steering wanted = {.speed = air.time < BEGIN || landed ? 0 : route[leg].speed * 1000,
                              .heading = (int32_t)((course + 360) * 100) % 36000,
                              .altitude = route[leg].altitude * 1000,
                              .distance = (int32_t)(distance * 1000)};
    RETURN_CODE_TYPE code;

    for (uint32_t i = 0; i < sizeof wanted.next; i++) {
        wanted.next[i] = landed ? '\0' : route[leg].name[i];
    }
    WRITE_SAMPLING_MESSAGE(steering_port, (MESSAGE_ADDR_TYPE)&wanted, sizeof wanted, &code);
    if (distance < NEAR && leg < LAST) {
        tell(route[leg].name, " reached");
        leg++;
        const uint32_t time = now_ms();
        bh_print("%u.%u s  now to %s\n", time / 1000, time / 100 % 10, route[leg].name);
    }
}

static void navigate(void)
{
    for (;;) {
        RETURN_CODE_TYPE code;
        reckon(read_air_data());
        watch_the_ground();
        steer();
        PERIODIC_WAIT(&code);
    }
}

int main(void)
{
    RETURN_CODE_TYPE code;
    CREATE_SAMPLING_PORT("air-data", sizeof(struct air_data), DESTINATION, REFRESH, &air_data_port,
                         &code);
    require(code);
    CREATE_SAMPLING_PORT("steering", sizeof(struct steering), SOURCE, REFRESH, &steering_port,
                         &code);
    require(code);
    CREATE_QUEUING_PORT("events", sizeof(struct flight_event), 8, SOURCE, FIFO, &events_port,
                        &code);
    require(code);
    run_process("navigate", navigate, STEP);
    return 0;
}
