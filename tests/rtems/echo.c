/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Sends back what comes over a serial line, BYTES bytes, and tells the neighbour when all is out. */
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <bsp/uart.h>

#define CONFIGURE_MAXIMUM_FILE_DESCRIPTORS 4
#include "test.h"

#define BYTES 100000

/* Termios writes what finds room in its buffer, a part if need be. */
static bool send(int line, const char *text, size_t bytes)
{
    ssize_t part = 0;
    for (; bytes > 0 && (part = write(line, text, bytes)) > 0; text += part) {
        bytes -= (size_t)part;
    }
    return bytes == 0;
}

static rtems_task Init(rtems_task_argument argument)
{
    struct termios settings;
    char text[256];
    ssize_t bytes = 0;
    size_t done = 0;

    check(bsp_uart_install("/dev/ttyS2", "uart2") == RTEMS_UNSATISFIED,
          "a serial port that is not granted is none");
    check(bsp_uart_install("/dev/ttyS1", "uart1") == RTEMS_SUCCESSFUL, "a granted one is a device");
    const int line = open("/dev/ttyS1", O_RDWR);
    check(line >= 0 && tcgetattr(line, &settings) == 0, "it opens as a terminal");
    cfmakeraw(&settings);
    settings.c_cc[VMIN] = 1;
    settings.c_cc[VTIME] = 0;
    check(tcsetattr(line, TCSANOW, &settings) == 0 && send(line, "ready\n", 6),
          "its attributes can be set");
    while (done < BYTES && (bytes = read(line, text, sizeof text)) > 0 &&
           send(line, text, (size_t)bytes)) {
        done += (size_t)bytes;
    }
    tcdrain(line);
    check(done == BYTES, "%u bytes are sent back", (unsigned)done);
    check(close(line) == 0, "the device closes");
    bh_event_send((uint32_t)bh_event("done"));
    exit(failed);
}
