/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The far end of a serial line, on this computer: standard input and output. Waits for "ready",
 * sends BYTES bytes and compares what comes back. The line has no flow control, so it is never more
 * than AHEAD bytes ahead, less than RTEMS' input buffer. Exit code 0: all was right.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BYTES    100000u
#define AHEAD    192u
#define PATIENCE 120 /* seconds for all of it, then it is ended */

static unsigned char byte_at(unsigned i)
{
    return (unsigned char)(i * 7 + (i >> 8) * 31);
}

static bool greeted(void)
{
    char text[6];
    size_t got = 0;
    while (got < sizeof text) {
        const ssize_t bytes = read(STDIN_FILENO, text + got, sizeof text - got);
        if (bytes <= 0) {
            return false;
        }
        got += (size_t)bytes;
    }
    return memcmp(text, "ready\n", sizeof text) == 0;
}

/* Answers how many bytes came back right. */
static unsigned converse(void)
{
    unsigned char text[AHEAD];
    unsigned sent = 0, got = 0;
    while (got < BYTES) {
        unsigned room = 0;
        while (sent + room < BYTES && sent + room - got < AHEAD) {
            text[room] = byte_at(sent + room);
            room++;
        }
        if (room != 0 && write(STDOUT_FILENO, text, room) != (ssize_t)room) {
            return got;
        }
        sent += room;
        const ssize_t bytes = read(STDIN_FILENO, text, sizeof text);
        if (bytes <= 0) {
            return got;
        }
        for (ssize_t i = 0; i < bytes; i++, got++) {
            if (text[i] != byte_at(got)) {
                return got;
            }
        }
    }
    return got;
}

int main(void)
{
    alarm(PATIENCE);
    const unsigned got = greeted() ? converse() : 0;
    fprintf(stderr, "%u came back right\n", got);
    return got != BYTES;
}
