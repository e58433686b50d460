/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* RTEMS' shell on the partition's console. Ends when the shell does, by `exit`. */
#define CONFIGURE_APPLICATION_NEEDS_LIBBLOCK
#define CONFIGURE_MAXIMUM_FILE_DESCRIPTORS 20

#include "test.h"

#include <rtems/shell.h>

static rtems_task Init(rtems_task_argument argument)
{
    const rtems_status_code status = rtems_shell_init("SHLL", 16 * RTEMS_MINIMUM_STACK_SIZE, 100,
                                                      CONSOLE_DEVICE_NAME, false, true, NULL);
    exit(status != RTEMS_SUCCESSFUL);
}

#define CONFIGURE_SHELL_COMMANDS_INIT
#define CONFIGURE_SHELL_COMMANDS_ALL
#include <bsp/irq-info.h>
#define CONFIGURE_SHELL_USER_COMMANDS &bsp_interrupt_shell_command
#include <rtems/shellconfig.h>
