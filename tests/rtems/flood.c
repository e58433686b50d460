/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Opens a serial port in loopback; with FLOOD it writes without an end, so that the port interrupts
 * for what goes out and for what comes in as fast as it can. Nobody reads.
 */
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <bsp/uart.h>

#define CONFIGURE_MAXIMUM_FILE_DESCRIPTORS 4
#include "test.h"

#define MODEM_CONTROL 4
#define LOOPBACK      0x18

static rtems_task Init(rtems_task_argument argument)
{
    static const char text[256];
    struct termios settings;

    bsp_uart_install("/dev/ttyS1", "uart1");
    const int line = open("/dev/ttyS1", O_RDWR);
    if (line < 0 || tcgetattr(line, &settings) != 0) {
        exit(1);
    }
    cfmakeraw(&settings);
    tcsetattr(line, TCSANOW, &settings);
    const struct bh_device *ports = bh_device("uart1", BH_DEVICE_PORTS, 0);
    bh_out8((uint16_t)(ports->start + MODEM_CONTROL), LOOPBACK);
    while (FLOOD) {
        write(line, text, sizeof text);
    }
    rtems_task_suspend(RTEMS_SELF);
}
