/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The trace in the document. Lists are columns: an array for each member. */
#include <bulkhead/hypercall.h>

#include "document.h"
#include "memory.h"
#include "timeline.h"
#include "trace_kinds.h"
#include "trace_names.h"

#define KIND_TEXT(number, name, a, b, c, d, text) {number, text},
static const struct {
    uint32_t number;
    const char *text;
} kinds[] = {BH_TRACE_KINDS(KIND_TEXT)};

#define CALL_TEXT(number, name, right, words, prototype, arguments, text) [number] = #name,
static const char *const calls[] = {BH_HYPERCALLS(CALL_TEXT)};

#define STATUS_TEXT(name, value, meaning) [-(value)] = #name,
static const char *const statuses[] = {BH_STATUSES(STATUS_TEXT)};

static json_t *names(const char *const *list, size_t count)
{
    json_t *array = json_array();

    for (size_t i = 0; i < count; i++)
        document_add(array, json_string(list[i]));
    return array;
}
#define NAMES(list) names(list, sizeof(list) / sizeof(list)[0])

/* Those that a function knows, from 0 on. */
static json_t *names_by(const char *(*name)(uint32_t number))
{
    json_t *array = json_array();

    for (uint32_t i = 0; name(i); i++)
        document_add(array, json_string(name(i)));
    return array;
}

/* Columns that grow together. */
struct columns {
    size_t count;
    json_t *arrays[8];
    json_t *object;
};

static struct columns columns_of(const char *const *keys, size_t count)
{
    struct columns columns = {.count = count, .object = json_object()};

    for (size_t i = 0; i < count; i++) {
        columns.arrays[i] = json_array();
        document_set(columns.object, keys[i], columns.arrays[i]);
    }
    return columns;
}
#define COLUMNS(keys) columns_of(keys, sizeof(keys) / sizeof(keys)[0])

static void add_row(const struct columns *columns, const int64_t *values)
{
    for (size_t i = 0; i < columns->count; i++)
        document_add(columns->arrays[i], values[i] == TIMELINE_NEVER
                                             ? json_null()
                                             : json_integer((json_int_t)values[i]));
}

static json_t *kinds_of(const struct timeline *timeline)
{
    json_t *array = json_array();

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const char *arguments[4];

        for (unsigned n = 0; n < 4; n++)
            arguments[n] = trace_kind_argument(kinds[i].number, n);
        document_add(array, json_pack("{s:I, s:s, s:b, s:s, s:o}", "number",
                                      (json_int_t)kinds[i].number, "name",
                                      trace_kind_name(kinds[i].number), "recorded",
                                      timeline_has_kind(timeline, kinds[i].number), "text",
                                      kinds[i].text, "arguments", NAMES(arguments)));
    }
    return array;
}

static json_t *records_of(const struct timeline *timeline)
{
    static const char *const keys[] = {"time", "ring", "kind", "a", "b", "c", "d"};
    struct columns columns = COLUMNS(keys);

    for (size_t i = 0; i < timeline->record_count; i++) {
        const struct timeline_record *record = &timeline->records[i];
        const uint32_t *argument = record->record->argument;

        add_row(&columns, (int64_t[]){record->time, record->ring, record->record->kind, argument[0],
                                      argument[1], argument[2], argument[3]});
    }
    return columns.object;
}

/* Which schedule was in force: stretches of windows of one schedule. */
static json_t *plan_of(const struct timeline *timeline)
{
    static const char *const keys[] = {"schedule", "start"};
    struct columns columns = COLUMNS(keys);
    uint32_t schedule = BH_NO_PARTITION;

    for (size_t i = 0; timeline->has_plan && i < timeline->window_count; i++) {
        const struct timeline_window *window = &timeline->windows[i];

        if (window->window != 0 || window->schedule == schedule)
            continue;
        schedule = window->schedule;
        add_row(&columns, (int64_t[]){schedule, window->planned});
    }
    return columns.object;
}

/* Windows of partitions. Their place here is not that in the timeline, since gaps are not listed. */
static json_t *windows_of(const struct timeline *timeline)
{
    static const char *const keys[] = {"schedule", "partition", "evidence", "complete",
                                       "planned",  "entry",     "end",      "slack"};
    struct columns columns = COLUMNS(keys);

    for (size_t i = 0; i < timeline->window_count; i++) {
        const struct timeline_window *window = &timeline->windows[i];
        bool seen = window->evidence == TIMELINE_SEEN;

        if (window->partition == BH_NO_PARTITION)
            continue;
        add_row(&columns, (int64_t[]){window->schedule, window->partition, window->evidence,
                                      window->complete, window->planned, window->entry, window->end,
                                      seen ? timeline_duration(timeline->trace, window->slack)
                                           : TIMELINE_NEVER});
    }
    return columns.object;
}

static json_t *intervals_of(const struct timeline *timeline)
{
    static const char *const keys[] = {"partition", "activity", "start", "end"};
    struct columns columns = COLUMNS(keys);

    for (size_t i = 0; i < timeline->interval_count; i++) {
        const struct timeline_interval *interval = &timeline->intervals[i];

        add_row(&columns, (int64_t[]){interval->partition, interval->activity, interval->start,
                                      interval->end});
    }
    return columns.object;
}

static json_t *raises_of(const struct timeline *timeline)
{
    static const char *const keys[] = {"partition", "source", "raised", "delivered"};
    struct columns columns = COLUMNS(keys);

    for (size_t i = 0; i < timeline->raise_count; i++) {
        const struct timeline_raise *raise = &timeline->raises[i];

        add_row(&columns, (int64_t[]){raise->partition, raise->source, raise->time,
                                      raise->delivered});
    }
    return columns.object;
}

/* By ring: how many records are missing, from when on it is whole, and whether they did not come over a
 * line: else they gave way to newer ones. */
static json_t *rings_of(const struct timeline *timeline)
{
    static const char *const keys[] = {"lost", "begin", "gaps"};
    struct columns columns = COLUMNS(keys);

    for (uint32_t i = 0; i < timeline->ring_count; i++) {
        const struct timeline_ring *ring = &timeline->rings[i];

        add_row(&columns, (int64_t[]){ring->lost, ring->lost ? ring->begin : TIMELINE_NEVER,
                                      ring->has_gaps});
    }
    return columns.object;
}

json_t *document_trace(const struct trace *trace)
{
    static const char *const activities[] = {
        [TIMELINE_UNKNOWN] = "unknown",
        [TIMELINE_STOPPED] = "stopped",
        [TIMELINE_WAITING] = "waiting",
        [TIMELINE_BUSY] = "busy",
    };
    static const char *const evidences[] = {
        [TIMELINE_SEEN] = "seen",
        [TIMELINE_RELEASED] = "released",
        [TIMELINE_SILENT] = "silent",
        [TIMELINE_MISSING] = "missing",
    };
    const struct timeline timeline = timeline_make(trace);

    timeline_print_lost(&timeline);
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o,"
                     " s:o, s:o, s:o, s:o}",
                     "checksum", (json_int_t)trace->tables->checksum, "frequency",
                     (json_int_t)trace->information->frequency, "begin",
                     (json_int_t)timeline.begin, "end", (json_int_t)timeline.end, "lead",
                     (json_int_t)timeline.lead, "unplanned",
                     (json_int_t)timeline.unplanned_count, "kinds", kinds_of(&timeline), "calls",
                     NAMES(calls), "statuses", NAMES(statuses), "modes", names_by(trace_mode_name), "starts",
                     names_by(trace_start_name), "activities", NAMES(activities), "evidences",
                     NAMES(evidences), "rings", rings_of(&timeline), "plan", plan_of(&timeline),
                     "records", records_of(&timeline), "windows", windows_of(&timeline),
                     "intervals", intervals_of(&timeline), "raises", raises_of(&timeline));
}
