/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "complaints.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Of a clock that counts instructions while a debugger holds it, and when the debugger ends it. */
static bool is_usual(const char *line)
{
    return strstr(line, "icount sleep disabled") || strstr(line, "Terminated via GDBstub");
}

static void pass_on(struct complaints *complaints)
{
    const char *line = complaints->line;

    complaints->line[complaints->length] = '\0';
    complaints->length = 0;
    if (complaints->hushed || (complaints->debugged && is_usual(line)))
        return;
    if (strncmp(line, "qemu", 4) == 0 && !strstr(line, "warning:"))
        complaints->errors = true;
    fputs(line, stderr);
}

bool complaints_read(struct complaints *complaints, int from)
{
    char bytes[512];
    ssize_t count = read(from, bytes, sizeof bytes);

    for (ssize_t i = 0; i < count; i++) {
        complaints->line[complaints->length++] = bytes[i];
        if (bytes[i] == '\n' || complaints->length == sizeof complaints->line - 1)
            pass_on(complaints);
    }
    if (count <= 0 && complaints->length)
        pass_on(complaints);
    return count > 0;
}
