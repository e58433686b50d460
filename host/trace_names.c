/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "trace_names.h"

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

/* Those that every partition has; the configuration's own are in its descriptor. */
static const char *const sources[] = {
    [BH_SOURCE_HEALTH] = "HEALTH",     [BH_SOURCE_WINDOW] = "WINDOW",
    [BH_SOURCE_TIMER] = "TIMER0",      [BH_SOURCE_TIMER + 1] = "TIMER1",
    [BH_SOURCE_CONSOLE] = "CONSOLE",
};

#define STATUS_TEXT(name, value, meaning) [-(value)] = #name,
static const char *const statuses[] = {BH_STATUSES(STATUS_TEXT)};

/* Arguments that are signed, or better read in hexadecimal. */
static const char *const signed_arguments[] = {"result", "code", "slack"};
static const char *const hexadecimal_arguments[] = {"pc",    "address",  "pending0", "pending1",
                                                    "word1", "word2", "detail"};

/* Bit a: argument a of the kind numbers something. */
static const uint8_t named_arguments[] = {
    [BH_TRACE_WINDOW] = 1, [BH_TRACE_HYPERCALL] = 1 | 8, [BH_TRACE_RAISE] = 1,
    [BH_TRACE_HEALTH] = 1, [BH_TRACE_MODE] = 1 | 2,      [BH_TRACE_SCHEDULE] = 1,
};

#define COUNT(list)       (sizeof(list) / sizeof(list)[0])
#define NAME(list, value) ((value) < COUNT(list) ? (list)[value] : NULL)

const char *trace_ring_name(const struct bh_tables *tables, uint32_t ring)
{
    const struct bh_partition *partitions = tables_at(tables, &tables->partitions);

    return ring == 0 ? CONSOLE_KERNEL : partitions[ring - 1].name;
}

const char *trace_source_name(const struct trace *trace, uint32_t partition, uint32_t source)
{
    if (source < COUNT(sources))
        return sources[source];
    if (partition >= trace->tables->partitions.count)
        return NULL;
    const struct bh_descriptor *descriptor = trace->descriptors[partition];
    const struct bh_source_name *names =
        (const void *)((const uint8_t *)(const void *)descriptor + descriptor->sources.offset);
    for (uint32_t i = 0; i < descriptor->sources.count; i++)
        if (names[i].source == source)
            return names[i].name;
    return NULL;
}

const char *trace_schedule_name(const struct bh_tables *tables, uint32_t schedule)
{
    const struct bh_schedule *schedules = tables_at(tables, &tables->schedules);

    return schedule < tables->schedules.count ? schedules[schedule].name : NULL;
}

const char *trace_mode_name(uint32_t mode)
{
    return NAME(modes, mode);
}

const char *trace_start_name(uint32_t start)
{
    return NAME(starts, start);
}

const char *trace_error_name(uint32_t error)
{
    return NAME(errors, error);
}

/* A hypercall's result is a status when it is negative. */
static const char *result_name(uint32_t result)
{
    return (int32_t)result < 0 ? NAME(statuses, -result) : NULL;
}

bool trace_argument_has_names(uint32_t kind, unsigned argument)
{
    return kind < COUNT(named_arguments) && named_arguments[kind] >> argument & 1;
}

const char *trace_value_name(const struct trace *trace, uint32_t ring,
                             const struct bh_trace_record *record, unsigned argument)
{
    uint32_t value = record->argument[argument];

    switch (record->kind << 2 | argument) {
    case BH_TRACE_HYPERCALL << 2:
        return NAME(calls, value);
    case BH_TRACE_HYPERCALL << 2 | 3:
        return result_name(value);
    case BH_TRACE_RAISE << 2:
        return ring ? trace_source_name(trace, ring - 1, value) : NULL;
    case BH_TRACE_HEALTH << 2:
        return trace_error_name(value);
    case BH_TRACE_MODE << 2:
        return trace_mode_name(value);
    case BH_TRACE_MODE << 2 | 1:
        return trace_start_name(value);
    case BH_TRACE_SCHEDULE << 2:
    case BH_TRACE_WINDOW << 2:
        return trace_schedule_name(trace->tables, value);
    default:
        return NULL;
    }
}

static bool is_in(const char *name, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, list[i]) == 0)
            return true;
    return false;
}

enum trace_notation trace_argument_notation(uint32_t kind, unsigned argument)
{
    const char *name = trace_kind_argument(kind, argument);

    if (is_in(name, signed_arguments, COUNT(signed_arguments)))
        return TRACE_SIGNED;
    return is_in(name, hexadecimal_arguments, COUNT(hexadecimal_arguments)) ? TRACE_HEXADECIMAL
                                                                            : TRACE_DECIMAL;
}
