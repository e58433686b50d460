/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "trace_text.h"

#include <inttypes.h>
#include <stdio.h>

#include "trace_kinds.h"
#include "trace_names.h"

static void print_argument(const struct trace *trace, const struct timeline_record *record,
                           unsigned argument)
{
    const char *name = trace_kind_argument(record->record->kind, argument);
    const char *known = trace_value_name(trace, record->ring, record->record, argument);
    uint32_t value = record->record->argument[argument];

    if (!*name)
        return;
    if (known) {
        printf(" %s=%s", name, known);
        return;
    }
    switch (trace_argument_notation(record->record->kind, argument)) {
    case TRACE_SIGNED:
        printf(" %s=%" PRId32, name, (int32_t)value);
        break;
    case TRACE_HEXADECIMAL:
        printf(" %s=0x%" PRIx32, name, value);
        break;
    case TRACE_DECIMAL:
        printf(" %s=%" PRIu32, name, value);
        break;
    }
}

void trace_print(const struct trace *trace, const struct timeline_record *record)
{
    const char *kind = trace_kind_name(record->record->kind);

    printf("%14" PRId64 " %-12s ", record->time, trace_ring_name(trace->tables, record->ring));
    if (!kind) {
        printf("kind %" PRIu32 "\n", record->record->kind);
        return;
    }
    fputs(kind, stdout);
    for (unsigned i = 0; i < 4; i++)
        print_argument(trace, record, i);
    putchar('\n');
}
