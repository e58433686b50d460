/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The console page: RTEMS' kernel output, and /dev/console by termios. */
#include <bh.h>

#include <unistd.h>

#include <bsp/fatal.h>
#include <bsp/irq-generic.h>
#include <rtems/bspIo.h>
#include <rtems/console.h>
#include <rtems/termiostypes.h>

#include "port.h"

#define DEVICE "/dev/bulkhead"

static void put(char character)
{
    bh_console_write(&character, 1);
}

static int get(void)
{
    char character;
    return bh_console_read(&character, 1) == 1 ? (unsigned char)character : -1;
}

BSP_output_char_function_type BSP_output_char = put;
BSP_polling_getchar_function_type BSP_poll_char = get;

/* The device. Output is written by the thread that has it, in its own time; input comes by
 * interrupt, while the device is open. */

static void on_input(void *argument)
{
    struct rtems_termios_tty *tty = argument;
    char text[64];
    size_t bytes;
    while ((bytes = bh_console_read(text, sizeof text)) != 0) {
        rtems_termios_enqueue_raw_characters(tty, text, (int)bytes);
    }
}

static rtems_interrupt_entry input_entry;

static bool first_open(struct rtems_termios_tty *tty, rtems_termios_device_context *context,
                       struct termios *term, rtems_libio_open_close_args_t *arguments)
{
    const rtems_vector_number vector = BSP_VECTOR(BH_SOURCE_CONSOLE);
    rtems_interrupt_entry_initialize(&input_entry, on_input, tty, "Console");
    if (rtems_interrupt_entry_install(vector, RTEMS_INTERRUPT_UNIQUE, &input_entry) !=
        RTEMS_SUCCESSFUL) {
        return false;
    }
    /* Termios waits for a line only after someone has set the attributes; its default ones wait. */
    tty->rawInBufSemaphoreWait = true;
    bsp_interrupt_raise(vector); /* for what came before */
    return true;
}

static void last_close(struct rtems_termios_tty *tty, rtems_termios_device_context *context,
                       rtems_libio_open_close_args_t *arguments)
{
    rtems_interrupt_entry_remove(BSP_VECTOR(BH_SOURCE_CONSOLE), &input_entry);
}

static void output(rtems_termios_device_context *context, const char *text, size_t bytes)
{
    bh_console_write(text, bytes);
}

/* Polled output together with no function to poll input is termios' way to say: input by
 * interrupt only. */
static const rtems_termios_device_handler handler = {
    .first_open = first_open,
    .last_close = last_close,
    .write = output,
    .mode = TERMIOS_POLLED,
};

static rtems_termios_device_context device =
    RTEMS_TERMIOS_DEVICE_CONTEXT_INITIALIZER("Bulkhead console");

rtems_device_driver console_initialize(rtems_device_major_number major,
                                       rtems_device_minor_number minor, void *argument)
{
    rtems_termios_initialize();
    if (rtems_termios_device_install(DEVICE, &handler, NULL, &device) != RTEMS_SUCCESSFUL) {
        bsp_fatal(BSP_FATAL_CONSOLE_INSTALL_0);
    }
    if (link(DEVICE, CONSOLE_DEVICE_NAME) != 0) {
        bsp_fatal(BSP_FATAL_CONSOLE_INSTALL_1);
    }
    return RTEMS_SUCCESSFUL;
}

/* The driver table's entries; termios serves the device itself. */

rtems_device_driver console_open(rtems_device_major_number major, rtems_device_minor_number minor,
                                 void *argument)
{
    return RTEMS_INTERNAL_ERROR;
}

rtems_device_driver console_close(rtems_device_major_number major, rtems_device_minor_number minor,
                                  void *argument)
{
    return RTEMS_INTERNAL_ERROR;
}

rtems_device_driver console_read(rtems_device_major_number major, rtems_device_minor_number minor,
                                 void *argument)
{
    return RTEMS_INTERNAL_ERROR;
}

rtems_device_driver console_write(rtems_device_major_number major, rtems_device_minor_number minor,
                                  void *argument)
{
    return RTEMS_INTERNAL_ERROR;
}

rtems_device_driver console_control(rtems_device_major_number major,
                                    rtems_device_minor_number minor, void *argument)
{
    return RTEMS_INTERNAL_ERROR;
}
