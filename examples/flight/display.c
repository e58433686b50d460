/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A line for the pilot, once a second. */
#include <ARINC653.h>
#include <stdbool.h>

#include "flight.h"

static SAMPLING_PORT_ID_TYPE air_data_port, steering_port;
static struct air_data air;
static struct steering wanted;

/* The line, put together piece by piece. */

static char line[MAX_ERROR_MESSAGE_SIZE];
static int32_t line_end;

static void put_character(char character)
{
    if (line_end < (int32_t)sizeof line) {
        line[line_end++] = character;
    }
}

static void put(const char *text)
{
    while (*text != '\0') {
        put_character(*text++);
    }
}

/* With a comma behind the thousands. */
static void put_number(uint32_t number)
{
    uint32_t unit = 1;
    while (number / unit >= 10) {
        unit *= 10;
    }
    for (; unit > 0; unit /= 10) {
        put_character((char)('0' + number / unit % 10));
        if (unit == 1000) {
            put_character(',');
        }
    }
}

/* Of thousandths: a whole number with one decimal. */
static void put_tenths(uint32_t thousandths)
{
    put_number(thousandths / 1000);
    put_character('.');
    put_number(thousandths / 100 % 10);
}

static void put_distance(uint32_t metres)
{
    if (metres < 1000) {
        put_number(metres);
        put(" m");
    } else {
        put_tenths(metres);
        put(" km");
    }
}

static void put_heading(int32_t hundredths)
{
    const uint32_t degrees = (uint32_t)(hundredths + 50) / 100 % 360;
    put(degrees < 10 ? "00" : degrees < 100 ? "0" : "");
    put_number(degrees);
}

static void print_line(void)
{
    RETURN_CODE_TYPE code;
    REPORT_APPLICATION_MESSAGE((MESSAGE_ADDR_TYPE)line, line_end, &code);
    line_end = 0;
}

/* What it says. */

static void put_what_it_does(void)
{
    const double feet = air.altitude / 1000.0 / METRES_FOOT;
    if (air.on_ground) {
        put(air.speed < 500 ? "standing" : "rolling");
    } else {
        put(air.climb > 1000    ? "climbing through "
            : air.climb < -1000 ? "descending through "
                                : "level at ");
        put_number((uint32_t)(feet / 10) * 10);
        put(" ft");
    }
    if (!air.on_ground || air.speed >= 500) {
        put(" at ");
        put_number((uint32_t)(air.speed / 1000.0 / KNOT));
        put(" kt");
    }
}

static void put_where_to(void)
{
    const int32_t turn = (wanted.heading - air.heading + 54000) % 36000 - 18000;
    put(", heading ");
    put_heading(air.heading);
    if (!air.on_ground && (turn > 1000 || turn < -1000)) {
        put(turn > 0 ? " turning right" : " turning left");
    }
    if (wanted.next[0] != '\0') {
        put(", next ");
        put(wanted.next);
        put(" ");
        put_distance(((uint32_t)wanted.distance + 5000) / 10000 * 10);
    }
}

/* Whether there is a message, and a valid one. */
static bool read(SAMPLING_PORT_ID_TYPE port, void *message, VALIDITY_TYPE *validity)
{
    MESSAGE_SIZE_TYPE length;
    RETURN_CODE_TYPE code;
    READ_SAMPLING_MESSAGE(port, (MESSAGE_ADDR_TYPE)message, &length, validity, &code);
    return code == NO_ERROR || (code == INVALID_PARAM && *validity == INVALID);
}

static void show(void)
{
    VALIDITY_TYPE validity, steered;
    const uint32_t time = now_ms();

    if (!read(air_data_port, &air, &validity) || !read(steering_port, &wanted, &steered)) {
        return;
    }
    wanted.next[sizeof wanted.next - 1] = '\0'; /* whatever navigation wrote */
    put_tenths(time);
    put(" s  ");
    if (validity == VALID) {
        put_what_it_does();
        put_where_to();
    } else {
        put("NO AIR DATA for ");
        put_tenths(time - air.time);
        put(" s. Last: ");
        put_what_it_does();
    }
    if (steered != VALID) {
        put(", NO STEERING");
    }
    print_line();
}

static void display(void)
{
    for (;;) {
        RETURN_CODE_TYPE code;
        show();
        PERIODIC_WAIT(&code);
    }
}

int main(void)
{
    RETURN_CODE_TYPE code;
    CREATE_SAMPLING_PORT("air-data", sizeof(struct air_data), DESTINATION, REFRESH, &air_data_port,
                         &code);
    require(code);
    CREATE_SAMPLING_PORT("steering", sizeof(struct steering), DESTINATION, REFRESH, &steering_port,
                         &code);
    require(code);
    run_process("display", display, SECOND);
    return 0;
}
