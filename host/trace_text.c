/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "trace_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <bulkhead/health.h>
#include <bulkhead/hypercall.h>

#include "console.h"
#include "image.h"
#include "trace_kinds.h"

#define CALL_TEXT(number, name, right, words, prototype, arguments, text) [number] = #name,
static const char *const calls[BH_HYPERCALL_SLOTS] = {BH_HYPERCALLS(CALL_TEXT)};

#define ERROR_TEXT(number, name, text) [number] = #name,
static const char *const errors[] = {BH_ERRORS(ERROR_TEXT)};

static const char *const modes[] = {
    [BH_MODE_IDLE] = "IDLE",
    [BH_MODE_COLD_START] = "COLD_START",
    [BH_MODE_WARM_START] = "WARM_START",
    [BH_MODE_NORMAL] = "NORMAL",
};

static const char *const starts[] = {
    [BH_START_NORMAL] = "NORMAL",
    [BH_START_PARTITION_RESTART] = "PARTITION_RESTART",
    [BH_START_HM_MODULE_RESTART] = "HM_MODULE_RESTART",
    [BH_START_HM_PARTITION_RESTART] = "HM_PARTITION_RESTART",
};

/* Those that every partition has; the configuration's own are numbers. */
static const char *const sources[] = {
    [BH_SOURCE_HEALTH] = "HEALTH",     [BH_SOURCE_WINDOW] = "WINDOW",
    [BH_SOURCE_TIMER] = "TIMER0",      [BH_SOURCE_TIMER + 1] = "TIMER1",
    [BH_SOURCE_CONSOLE] = "CONSOLE",
};

#define STATUS_TEXT(name, value, meaning) [-(value)] = #name,
static const char *const statuses[] = {BH_STATUSES(STATUS_TEXT)};
#define STATUSES ((int32_t)(sizeof statuses / sizeof statuses[0]))

/* Arguments that number something: which kind and argument, and the names. */
struct naming {
    uint32_t kind;
    unsigned argument;
    const char *const *names;
    size_t count;
};
#define NAMING(kind, argument, names) {kind, argument, names, sizeof(names) / sizeof(names)[0]}

static const struct naming namings[] = {
    NAMING(BH_TRACE_HYPERCALL, 0, calls),
    NAMING(BH_TRACE_HEALTH, 0, errors),
    NAMING(BH_TRACE_RAISE, 0, sources),
    NAMING(BH_TRACE_MODE, 0, modes),
    NAMING(BH_TRACE_MODE, 1, starts),
};

/* Arguments that are signed, or better read in hexadecimal. */
static const char *const signed_arguments[] = {"result", "code", "slack"};
static const char *const hexadecimal_arguments[] = {"pc",    "address",  "pending0", "pending1",
                                                    "word1", "word2", "detail"};

static bool is_in(const char *name, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, list[i]) == 0)
            return true;
    return false;
}
#define IS_IN(name, list) is_in(name, list, sizeof(list) / sizeof(list)[0])

const char *trace_ring_name(const struct bh_tables *tables, uint32_t ring)
{
    const struct bh_partition *partitions = tables_at(tables, &tables->partitions);

    return ring == 0 ? CONSOLE_KERNEL : partitions[ring - 1].name;
}

static const char *value_name(uint32_t kind, unsigned argument, uint32_t value)
{
    for (size_t i = 0; i < sizeof namings / sizeof namings[0]; i++)
        if (namings[i].kind == kind && namings[i].argument == argument && value < namings[i].count)
            return namings[i].names[value];
    return NULL;
}

/* A hypercall's result is a status when it is negative. */
static const char *status_name(const char *argument, int32_t value)
{
    return strcmp(argument, "result") == 0 && value < 0 && value > -STATUSES ? statuses[-value]
                                                                             : NULL;
}

static void print_argument(const struct bh_trace_record *record, unsigned argument)
{
    const char *name = trace_kind_argument(record->kind, argument);
    uint32_t value = record->argument[argument];
    const char *known = value_name(record->kind, argument, value);

    if (!*name)
        return;
    if (!known)
        known = status_name(name, (int32_t)value);
    if (known)
        printf(" %s=%s", name, known);
    else if (IS_IN(name, signed_arguments))
        printf(" %s=%" PRId32, name, (int32_t)value);
    else if (IS_IN(name, hexadecimal_arguments))
        printf(" %s=0x%" PRIx32, name, value);
    else
        printf(" %s=%" PRIu32, name, value);
}

/* Module time in ns; negative before the module's epoch. struct bh_information defines it. */
static int64_t module_time(const struct bh_information *information, bh_time ticks)
{
    __extension__ typedef __int128 wide;
    wide since = (wide)ticks - (wide)information->epoch;

    return (int64_t)((since * (wide)information->multiplier) >> (information->shift & 63));
}

void trace_print(const struct trace *trace, uint32_t ring, const struct bh_trace_record *record)
{
    const char *kind = trace_kind_name(record->kind);

    printf("%14" PRId64 " %-12s ", module_time(trace->information, record->time),
           trace_ring_name(trace->tables, ring));
    if (!kind) {
        printf("kind %" PRIu32 "\n", record->kind);
        return;
    }
    fputs(kind, stdout);
    for (unsigned i = 0; i < 4; i++)
        print_argument(record, i);
    putchar('\n');
}
