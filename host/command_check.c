/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* bulkhead check */
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "analysis_print.h"
#include "command.h"
#include "explain.h"
#include "input_file.h"
#include "json.h"
#include "module.h"
#include "nearest.h"

struct options {
    struct input_file input;
    bool analyses;
    bool json;
};

enum { OPTION_EXPLAIN = 256, OPTION_JSON };

static const struct argp_option option_table[] = {
    {"analyse", 'a', NULL, 0,
     "Print what the schedules give partitions and channels: time, waits, latencies, lateness, the "
     "cost of interrupts, memory", 0},
    {"analyze", 0, NULL, OPTION_ALIAS | OPTION_HIDDEN, NULL, 0},
    {"json", OPTION_JSON, NULL, 0, "Print faults, or the analysis, as JSON", 0},
    {"explain", OPTION_EXPLAIN, "CHECK", 0, "Print a check's rule, its reason and an example", 0},
    {"list", 'l', NULL, 0, "List the checks, as a page of the manual", 0},
    {0},
};

static void explain_named(const char *name)
{
    enum check check = explain_find(name);

    if (check == CHECK_COUNT)
        give_up("there is no check %s%s bulkhead check --list has them all", name,
                nearest_hint(name, explain_names()));
    explain(check);
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->input;
        return 0;
    case 'a':
        options->analyses = true;
        return 0;
    case OPTION_JSON:
        options->json = true;
        return 0;
    case OPTION_EXPLAIN:
        explain_named(argument);
        exit(EXIT_GOOD);
    case 'l':
        checks_list();
        exit(EXIT_GOOD);
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void print_json(const struct module *module, bool good)
{
    json_t *object = json_pack("{ss}", "file", module->config.place.file);

    if (good) {
        struct analysis analysis = analyse(module);

        json_object_set_new(object, "module", json_string(module->config.name));
        json_object_set_new(object, "board", json_string(module->board.name));
        json_object_set_new(object, "analysis", analysis_json(module, &analysis));
    }
    reports_json(object);
    json_print(object);
}

static void print_good(const struct options *options, const struct module *module)
{
    printf("%s: module %s for %s, %zu partition%s: no fault\n", options->input.path,
           module->config.name, module->board.name, module->config.partition_count,
           module->config.partition_count == 1 ? "" : "s");
    if (options->analyses) {
        struct analysis analysis = analyse(module);
        analysis_print(module, &analysis);
    }
}

const struct argp command_check_argp = {
    option_table, parse, "FILE.xml",
    "Check a module: its configuration, its partitions' images, and that it fits its board.\v"
    "Each fault is printed with file, line, what is wrong, what to do, and in brackets the name "
    "of the rule, which --explain tells more of.",
    input_file_argp, NULL, NULL};

int command_check(int argc, char **argv)
{
    struct options options = {0};
    struct module module;

    command_parse(&command_check_argp, argc, argv, &options);
    if (options.json)
        reports_keep();
    bool good = module_read(options.input.path, options.input.folders, &module) &&
                module_plan(&module);
    if (options.json)
        print_json(&module, good);
    else if (good)
        print_good(&options, &module);
    else if (isatty(STDERR_FILENO))
        fputs("bulkhead check --explain CHECK tells more about the rule in brackets\n", stderr);
    return good ? EXIT_GOOD : EXIT_FAULTY;
}
