/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Prints the lines that are typed; ends with "end". */
#include "test.h"

#include <string.h>

static rtems_task Init(rtems_task_argument argument)
{
    char line[80];
    printf("ready\n");
    while (fgets(line, sizeof line, stdin) != NULL) {
        printf("got %s", line);
        if (strcmp(line, "end\n") == 0) {
            exit(0);
        }
    }
    exit(1);
}
