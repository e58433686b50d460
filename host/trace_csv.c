/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A trace as comma-separated values (RFC 4180, but for line ends). */
#include <inttypes.h>

#include "trace_formats.h"
#include "trace_kinds.h"
#include "trace_names.h"
#include "trace_text.h"

static void write_values(FILE *out, const struct bh_trace_record *record)
{
    bool is_known = trace_kind_name(record->kind) != NULL;

    for (unsigned i = 0; i < 4; i++) {
        uint32_t value = record->argument[i];

        fputc(',', out);
        if (is_known && !*trace_kind_argument(record->kind, i))
            continue;
        if (is_known && trace_argument_notation(record->kind, i) == TRACE_SIGNED)
            fprintf(out, "%" PRId32, (int32_t)value);
        else
            fprintf(out, "%" PRIu32, value);
    }
}

void trace_write_csv(const struct trace_view *view, FILE *out)
{
    const struct timeline *timeline = view->timeline;

    fputs("time_ns,ticks,partition,kind,value1,value2,value3,value4,meaning\n", out);
    for (size_t i = 0; i < timeline->record_count; i++) {
        const struct timeline_record *record = &timeline->records[i];
        const char *kind = trace_kind_name(record->record->kind);

        if (!trace_view_has(view, record))
            continue;
        fprintf(out, "%" PRId64 ",%" PRIu64 ",%s,", record->time, record->record->time,
                trace_ring_name(timeline->trace->tables, record->ring));
        if (kind)
            fputs(kind, out);
        else
            fprintf(out, "%" PRIu32, record->record->kind);
        write_values(out, record->record);
        fputc(',', out);
        trace_write_arguments(out, "", timeline->trace, record);
        fputc('\n', out);
    }
}
