/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What the command has to say: faults of the module, counted, and the one way to give up.
 */
#ifndef HOST_REPORT_H
#define HOST_REPORT_H

#include <jansson.h>

#include "checks.h"

/** Exit statuses of the command. `run` also answers with the module's own code. */
enum { EXIT_GOOD = 0, EXIT_FAULTY = 1, EXIT_TROUBLE = 2, EXIT_TIMEOUT = 124 };

/** Where something stands in an input file; line 0 means the file as a whole. */
struct place {
    const char *file;
    unsigned line;
};

/** Print `file:line: message [check]` and count it. The message says what is wrong; what to do. */
void report_fault(enum check check, const struct place *place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** Print `file:line: warning: message`: what the module asks for, and is to be known. */
void report_warning(const struct place *place, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** From now on faults and warnings are kept for reports_json, and not printed. */
void reports_keep(void);

/** What was kept, as arrays "faults" and "warnings" of an object. */
void reports_json(json_t *object);

/** How many faults were reported so far. */
unsigned report_faults(void);

/** Write a check's name, with dashes. */
const char *check_name(enum check check);

/** Usage or environment: print `bulkhead: message` and leave with EXIT_TROUBLE. */
_Noreturn void give_up(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
