/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "colours.h"
#include "memory.h"

static unsigned faults;
static json_t *kept_faults, *kept_warnings; /* NULL: they are printed */

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
    char *where = place->line ? text("%s:%u:", place->file, place->line) : text("%s:", place->file);

    fprintf(stderr, "%s ", in_colour(stderr, BOLD, where));
}

static char *message_of(const char *format, va_list arguments)
{
    char *message;

    if (vasprintf(&message, format, arguments) < 0)
        give_up("out of memory");
    return message;
}

static void keep(json_t *list, const struct place *place, const char *message, const char *check)
{
    json_t *object = json_pack("{ss}", "file", place->file);

    if (place->line)
        json_object_set_new(object, "line", json_integer(place->line));
    json_object_set_new(object, "message", json_string(message));
    if (check)
        json_object_set_new(object, "check", json_string(check));
    json_array_append_new(list, object);
}

void report_fault(enum check check, const struct place *place, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    char *message = message_of(format, arguments);
    va_end(arguments);
    faults++;
    if (kept_faults) {
        keep(kept_faults, place, message, check_name(check));
        return;
    }
    print_place(place);
    fprintf(stderr, "%s %s\n", message,
            in_colour(stderr, RED, text("[%s]", check_name(check))));
}

void report_warning(const struct place *place, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    char *message = message_of(format, arguments);
    va_end(arguments);
    if (kept_warnings) {
        keep(kept_warnings, place, message, NULL);
        return;
    }
    print_place(place);
    fprintf(stderr, "%s %s\n", in_colour(stderr, YELLOW, "warning:"), message);
}

void reports_keep(void)
{
    kept_faults = json_array();
    kept_warnings = json_array();
}

void reports_json(json_t *object)
{
    json_object_set(object, "faults", kept_faults);
    json_object_set(object, "warnings", kept_warnings);
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
