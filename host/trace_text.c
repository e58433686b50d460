/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "trace_text.h"

#include <inttypes.h>

#include "trace_formats.h"
#include "trace_kinds.h"
#include "trace_names.h"

static void write_argument(FILE *out, const struct trace *trace,
                           const struct timeline_record *record, unsigned argument)
{
    const char *name = trace_kind_argument(record->record->kind, argument);
    const char *known = trace_value_name(trace, record->ring, record->record, argument);
    uint32_t value = record->record->argument[argument];

    fprintf(out, "%s=", name);
    if (known) {
        fputs(known, out);
        return;
    }
    switch (trace_argument_notation(record->record->kind, argument)) {
    case TRACE_SIGNED:
        fprintf(out, "%" PRId32, (int32_t)value);
        break;
    case TRACE_HEXADECIMAL:
        fprintf(out, "0x%" PRIx32, value);
        break;
    case TRACE_DECIMAL:
        fprintf(out, "%" PRIu32, value);
        break;
    }
}

void trace_write_arguments(FILE *out, const char *before, const struct trace *trace,
                           const struct timeline_record *record)
{
    uint32_t kind = record->record->kind;

    for (unsigned i = 0; trace_kind_name(kind) && i < 4 && *trace_kind_argument(kind, i); i++) {
        fputs(i == 0 ? before : " ", out);
        write_argument(out, trace, record, i);
    }
}

static void write_line(FILE *out, const struct trace *trace, const struct timeline_record *record)
{
    const char *kind = trace_kind_name(record->record->kind);

    fprintf(out, "%14" PRId64 " %-12s ", record->time,
            trace_ring_name(trace->tables, record->ring));
    if (kind)
        fputs(kind, out);
    else
        fprintf(out, "kind %" PRIu32, record->record->kind);
    trace_write_arguments(out, " ", trace, record);
    fputc('\n', out);
}

void trace_write_text(const struct trace_view *view, FILE *out)
{
    const struct timeline *timeline = view->timeline;

    for (size_t i = 0; i < timeline->record_count; i++)
        if (trace_view_has(view, &timeline->records[i]))
            write_line(out, timeline->trace, &timeline->records[i]);
}
