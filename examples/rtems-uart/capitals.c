/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A driver in a few lines: a 16550 with the ports and the line that module.xml grants. What comes
 * is sent back in capitals; a full stop is the end. (bsp_uart_install() makes a terminal of it.)
 */
#include <ctype.h>
#include <stdlib.h>

#include <bh.h>
#include <bsp.h>
#include <bsp/irq.h>
#include <rtems.h>

enum { DATA, INTERRUPT_ENABLE, FIFO_CONTROL, LINE_CONTROL, MODEM_CONTROL, LINE_STATUS };
#define RECEIVED   0x01
#define SEND_READY 0x20

static uint16_t port;
static rtems_id queue;

/* Called for an interrupt, and when a window opens the line: there may be nothing. */
static void on_interrupt(void *argument)
{
    while ((bh_in8(port + LINE_STATUS) & RECEIVED) != 0) {
        const char character = (char)bh_in8(port + DATA);
        rtems_message_queue_send(queue, &character, 1);
    }
}

static void send(char character)
{
    while ((bh_in8(port + LINE_STATUS) & SEND_READY) == 0) {
    }
    bh_out8(port + DATA, (uint8_t)character);
}

static rtems_task Init(rtems_task_argument argument)
{
    char character = '>';
    size_t bytes;

    port = (uint16_t)bh_device("uart1", BH_DEVICE_PORTS, 0)->start;
    rtems_message_queue_create(rtems_build_name('U', 'A', 'R', 'T'), 256, 1, RTEMS_FIFO, &queue);
    bh_out8(port + FIFO_CONTROL, 0x01);
    bh_out8(port + LINE_CONTROL, 0x03); /* 8 bits, no parity */
    bh_out8(port + INTERRUPT_ENABLE, 0x01); /* received data */
    bh_out8(port + MODEM_CONTROL, 0x0b); /* ready; the line is driven */
    rtems_interrupt_handler_install(BSP_LINE_VECTOR(bh_line_number((uint32_t)bh_line("uart1", 0))),
                                    "capitals", RTEMS_INTERRUPT_UNIQUE, on_interrupt, NULL);
    do {
        send((char)toupper((unsigned char)character));
        rtems_message_queue_receive(queue, &character, &bytes, RTEMS_WAIT, RTEMS_NO_TIMEOUT);
    } while (character != '.');
    exit(0);
}

#define CONFIGURE_APPLICATION_NEEDS_CLOCK_DRIVER
#define CONFIGURE_APPLICATION_NEEDS_CONSOLE_DRIVER
#define CONFIGURE_MAXIMUM_MESSAGE_QUEUES 1
#define CONFIGURE_MESSAGE_BUFFER_MEMORY CONFIGURE_MESSAGE_BUFFERS_FOR_QUEUE(256, 1)
#define CONFIGURE_MAXIMUM_TASKS 1
#define CONFIGURE_RTEMS_INIT_TASKS_TABLE
#define CONFIGURE_INIT
#include <rtems/confdefs.h>
