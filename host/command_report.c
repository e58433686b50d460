/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* bulkhead report */
#include <argp.h>
#include <string.h>

#include "command.h"
#include "document.h"
#include "html.h"
#include "image.h"
#include "input_file.h"

struct options {
    struct input_file input;
    const char *output;
    const char *trace;
};

static const struct argp_option option_table[] = {
    {"output", 'o', "OUT", 0, "Write the report to OUT (default: FILE's name with .html, here)", 0},
    {"trace", 't', "TRACE", 0, "Show the run that `bulkhead run --trace` kept in TRACE", 0},
    {0},
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->input;
        return 0;
    case 'o':
        options->output = argument;
        return 0;
    case 't':
        options->trace = argument;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* Names are what a reader knows partitions by; a trace of others would be shown as theirs. */
static void require_same(const struct options *options, const struct module *module,
                         const struct bh_tables *traced)
{
    const struct bh_partition *partitions = tables_at(traced, &traced->partitions);
    const struct bh_schedule *schedules = tables_at(traced, &traced->schedules);
    const struct config *config = &module->config;
    bool same = strcmp(traced->module, config->name) == 0 &&
                traced->partitions.count == config->partition_count &&
                traced->schedules.count == config->schedule_count;

    for (size_t i = 0; same && i < config->partition_count; i++)
        same = strcmp(partitions[i].name, config->partitions[i].name) == 0;
    for (size_t i = 0; same && i < config->schedule_count; i++)
        same = strcmp(schedules[i].name, config->schedules[i].name) == 0;
    if (!same)
        give_up("%s is a trace of module %s with other partitions or schedules than %s has; name "
                "the file that it was run from, or run this one again with --trace",
                options->trace, traced->module, options->input.path);
}

const struct argp command_report_argp = {
    option_table, parse, "FILE.xml",
    "Explain a module in one HTML file: its plan, memory and "
    "channels, and with --trace its run.",
    input_file_argp, NULL, NULL};

int command_report(int argc, char **argv)
{
    struct options options = {0};
    struct module module;
    struct trace trace;

    command_parse(&command_report_argp, argc, argv, &options);
    if (options.trace)
        trace = trace_from_file(options.trace);
    if (!module_read(options.input.path, options.input.folders, &module) || !module_plan(&module))
        return EXIT_FAULTY;
    if (options.trace)
        require_same(&options, &module, trace.tables);
    struct blob image = module_build(&module);
    json_t *document =
        json_pack("{s:o, s:o, s:o, s:o}", "module", document_module(&module, &image), "memory",
                  document_memory(&module), "source", document_source(options.input.path), "trace",
                  options.trace ? document_trace(&trace) : json_null());
    if (!document)
        give_up("out of memory");
    html_write(options.output ? options.output : input_file_beside(&options.input, ".html"), document);
    return EXIT_GOOD;
}
