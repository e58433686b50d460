/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A granted 16550 as a terminal. The driver is the kit's; it asks for access to the registers. */
#include <bh.h>

#include <stdlib.h>

#include <bsp/irq.h>
#include <bsp/uart.h>
#include <libchip/ns16550.h>

#define REGISTERS 8
#define CLOCK_HZ  1843200
#define BAUD      115200

static uint8_t get(uintptr_t port, uint8_t reg)
{
    return bh_in8((uint16_t)(port + reg));
}

static void set(uintptr_t port, uint8_t reg, uint8_t value)
{
    bh_out8((uint16_t)(port + reg), value);
}

rtems_status_code bsp_uart_install(const char *path, const char *device)
{
    const struct bh_device *ports = bh_device(device, BH_DEVICE_PORTS, 0);
    const int line = bh_line(device, 0);
    if (ports == NULL || ports->bytes < REGISTERS || line < 0 ||
        bh_line_number((uint32_t)line) >= BSP_LINES) {
        return RTEMS_UNSATISFIED;
    }
    ns16550_context *context = calloc(1, sizeof *context);
    if (context == NULL) {
        return RTEMS_NO_MEMORY;
    }
    rtems_termios_device_context_initialize(&context->base, device);
    context->get_reg = get;
    context->set_reg = set;
    context->port = ports->start;
    context->irq = BSP_LINE_VECTOR(bh_line_number((uint32_t)line));
    context->clock = CLOCK_HZ;
    context->initial_baud = BAUD;
    ns16550_probe(&context->base);
    const rtems_status_code status =
        rtems_termios_device_install(path, &ns16550_handler_interrupt, NULL, &context->base);
    if (status != RTEMS_SUCCESSFUL) {
        free(context);
    }
    return status;
}
