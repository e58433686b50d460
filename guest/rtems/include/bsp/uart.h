/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Serial ports of an RTEMS partition: 16550s that the configuration grants, by RTEMS' own driver.
 */
#ifndef LIBBSP_I386_BULKHEAD_UART_H
#define LIBBSP_I386_BULKHEAD_UART_H

#include <rtems.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Makes a terminal `path` of the 16550 that is the configuration's device `device`, with its first
 * range of ports and its first line, and sets it to 115200 baud, 8 bits, no parity. While it is
 * open it is driven by interrupts. Call it once for a device, from a task.
 *
 * RTEMS_UNSATISFIED: no such device, or one without eight ports or a line that has a vector.
 * RTEMS_NO_MEMORY, and what rtems_termios_device_install() answers.
 */
rtems_status_code bsp_uart_install(const char *path, const char *device);

#ifdef __cplusplus
}
#endif

#endif
