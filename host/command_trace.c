/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* bulkhead trace */
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "image.h"
#include "timeline.h"
#include "trace_kinds.h"
#include "trace_names.h"
#include "trace_text.h"

struct options {
    const char *files[2];
    size_t file_count;
    const char *partition;
    const char *kind;
};

static const struct argp_option option_table[] = {
    {"partition", 'p', "NAME", 0, "Only this partition's records (bulkhead: the kernel's)", 0},
    {"kind", 'k', "NAME", 0, "Only records of this kind", 0},
    {0},
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct options *options = state->input;

    switch (key) {
    case 'p':
        options->partition = argument;
        return 0;
    case 'k':
        options->kind = argument;
        return 0;
    case ARGP_KEY_ARG:
        if (options->file_count == 2)
            argp_error(state, "one trace is printed at a time");
        options->files[options->file_count++] = argument;
        return 0;
    case ARGP_KEY_END:
        if (options->file_count == 0)
            argp_error(state, "which FILE?");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static bool is_wanted(const struct options *options, const struct trace *trace,
                      const struct timeline_record *record)
{
    const char *ring = trace_ring_name(trace->tables, record->ring);
    const char *kind = trace_kind_name(record->record->kind);

    return (!options->partition || strcmp(options->partition, ring) == 0) &&
           (!options->kind || (kind && strcasecmp(options->kind, kind) == 0));
}

static void require_names(const struct options *options, const struct bh_tables *tables)
{
    bool known = !options->partition;

    for (uint32_t i = 0; !known && i <= tables->partitions.count; i++)
        known = strcmp(options->partition, trace_ring_name(tables, i)) == 0;
    if (!known)
        give_up("the module has no partition %s", options->partition);
    if (!options->kind)
        return;
    uint32_t kind = trace_kind_number(options->kind);
    if (kind == 0)
        give_up("there is no kind of record %s", options->kind);
    if (!(tables->trace_kinds >> kind & 1))
        give_up("the module writes no records of kind %s; add it to Kinds of its Trace",
                options->kind);
}

int command_trace(int argc, char **argv)
{
    static const struct argp argp = {
        option_table, parse, "FILE\nIMAGE MEMORY",
        "Print the records of a trace that `bulkhead run --trace` kept, or of a module's image and "
        "a file of its machine's memory: module time in ns, partition, kind, arguments.",
        NULL, NULL, NULL};
    struct options options = {0};

    argp_parse(&argp, argc, argv, 0, NULL, &options);
    struct trace trace = options.file_count == 2
                             ? trace_from_memory(options.files[0], options.files[1])
                             : trace_from_file(options.files[0]);
    require_names(&options, trace.tables);

    struct timeline timeline = timeline_make(&trace);
    timeline_print_lost(&timeline);
    for (size_t i = 0; i < timeline.record_count; i++)
        if (is_wanted(&options, &trace, &timeline.records[i]))
            trace_print(&trace, &timeline.records[i]);
    return EXIT_GOOD;
}
