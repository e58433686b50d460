/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The aircraft and what measures it: in each step it moves as it is steered and as far as it can,
 * and publishes air data. For two seconds its probe is iced over, and it publishes nothing.
 */
#include <ARINC653.h>
#include <bh.h>

#include "flight.h"
#include "geometry.h"

#define DT         0.02  /* s, a step */
#define LIFT_OFF   28.0  /* m/s */
#define THRUST     4.0   /* m/s2 */
#define DRAG       2.5   /* m/s2, in the air */
#define BRAKES     6.0   /* m/s2 */
#define CLIMB      8.0   /* m/s */
#define SINK       8.0   /* m/s */
#define TURN       14.0  /* degrees/s, about 50 degrees of bank */
#define WIND_EAST  3.0   /* m/s: it blows from the west */
#define ICE_BEGINS 34000 /* ms */
#define ICE_ENDS   36000

static struct {
    double speed, climb, heading, turn; /* m/s, m/s, degrees, degrees/s */
    double height, north, east;         /* metres above the field, from the start */
    bool on_ground;
} aircraft = {.heading = RUNWAY, .on_ground = true};

static SAMPLING_PORT_ID_TYPE air_data_port, steering_port;

static double approach(double value, double target, double down, double up)
{
    return value + within(target - value, -down * DT, up * DT);
}

static void fly(const struct steering *wanted)
{
    const double height = wanted->altitude / 1000.0 - FIELD;
    const double climb = within((height - aircraft.height) / 3, -SINK, CLIMB);
    const double turn =
        within(turned(wanted->heading / 100.0 - aircraft.heading) / 1.5, -TURN, TURN);

    aircraft.climb = approach(aircraft.climb, climb, 4, 4);
    aircraft.turn = approach(aircraft.turn, turn, 10, 10);
    aircraft.height += aircraft.climb * DT;
    aircraft.heading = turned(aircraft.heading + aircraft.turn * DT);
    if (aircraft.height <= 0 && aircraft.climb < 0) {
        aircraft.on_ground = true;
    }
}

static void roll(const struct steering *wanted)
{
    aircraft.climb = aircraft.turn = aircraft.height = 0;
    aircraft.on_ground = aircraft.speed < LIFT_OFF || wanted->altitude <= FIELD * 1000;
}

static void move(const struct steering *wanted)
{
    aircraft.speed = approach(aircraft.speed, wanted->speed / 1000.0,
                              aircraft.on_ground ? BRAKES : DRAG, THRUST);
    if (aircraft.on_ground) {
        roll(wanted);
    } else {
        fly(wanted);
        aircraft.east += WIND_EAST * DT;
    }
    aircraft.north += aircraft.speed * cosine(aircraft.heading) * DT;
    aircraft.east += aircraft.speed * sine(aircraft.heading) * DT;
}

/* Up to 4 m, in mm. */
static int32_t noise(void)
{
    static uint32_t state = 653;
    state = state * 1664525 + 1013904223;
    return (int32_t)(state >> 16) % 8000 - 4000;
}

static void publish(uint32_t time)
{
    struct air_data data = {.time = time,
                            .on_ground = aircraft.on_ground,
                            .speed = (int32_t)(aircraft.speed * 1000),
                            .climb = (int32_t)(aircraft.climb * 1000),
                            .heading = (int32_t)((aircraft.heading + 360) * 100) % 36000,
                            .altitude = (int32_t)((aircraft.height + FIELD) * 1000),
                            .north = (int32_t)(aircraft.north * 1000) + noise(),
                            .east = (int32_t)(aircraft.east * 1000) + noise()};
    RETURN_CODE_TYPE code;
    WRITE_SAMPLING_MESSAGE(air_data_port, (MESSAGE_ADDR_TYPE)&data, sizeof data, &code);
}

static void sense(void)
{
    struct steering wanted = {.heading = RUNWAY * 100, .altitude = FIELD * 1000};
    struct steering newest;
    MESSAGE_SIZE_TYPE length;
    VALIDITY_TYPE validity;
    RETURN_CODE_TYPE code;
    bool iced = false;

    for (;;) {
        READ_SAMPLING_MESSAGE(steering_port, (MESSAGE_ADDR_TYPE)&newest, &length, &validity, &code);
        if (code == NO_ERROR && validity == VALID) { /* else goes on as it was told last */
            wanted = newest;
        }
        move(&wanted);
        const uint32_t time = now_ms();
        const bool ice = time >= ICE_BEGINS && time < ICE_ENDS;
        if (ice != iced) {
            bh_print(ice ? "%u.%u s  the probe ices over, no air data\n"
                         : "%u.%u s  the probe's heater has won, air data again\n",
                     time / 1000, time / 100 % 10);
            iced = ice;
        }
        if (!iced) {
            publish(time);
        }
        PERIODIC_WAIT(&code);
    }
}

int main(void)
{
    RETURN_CODE_TYPE code;
    CREATE_SAMPLING_PORT("air-data", sizeof(struct air_data), SOURCE, REFRESH, &air_data_port,
                         &code);
    require(code);
    CREATE_SAMPLING_PORT("steering", sizeof(struct steering), DESTINATION, REFRESH, &steering_port,
                         &code);
    require(code);
    run_process("sense", sense, STEP);
    return 0;
}
