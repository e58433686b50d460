/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned faults;

#define CHECK_NAME(name, sentence) #name,
static const char *const names[] = {CHECKS(CHECK_NAME)};

const char *check_name(enum check check)
{
    static char text[64];

    snprintf(text, sizeof text, "%s", names[check]);
    for (char *c = strchr(text, '_'); c; c = strchr(c, '_'))
        *c = '-';
    return text;
}

static void print_place(const struct place *place)
{
    if (place->line)
        fprintf(stderr, "%s:%u: ", place->file, place->line);
    else
        fprintf(stderr, "%s: ", place->file);
}

void report_fault(enum check check, const struct place *place, const char *format, ...)
{
    va_list arguments;

    print_place(place);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fprintf(stderr, " [%s]\n", check_name(check));
    faults++;
}

void report_warning(const struct place *place, const char *format, ...)
{
    va_list arguments;

    print_place(place);
    fputs("warning: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

unsigned report_faults(void)
{
    return faults;
}

void give_up(const char *format, ...)
{
    va_list arguments;

    fputs("bulkhead: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(EXIT_TROUBLE);
}
