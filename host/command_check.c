/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* bulkhead check */
#include <argp.h>
#include <stdio.h>

#include "command.h"
#include "memory.h"
#include "module.h"

struct options {
    const char *file;
    const char **folders;
    size_t folder_count;
    bool list;
};

static const struct argp_option option_table[] = {
    {"include", 'I', "DIR", 0, "Look for partitions' images in DIR, not beside FILE; repeatable", 0},
    {"list", 'l', NULL, 0, "List the checks, as a page of the manual", 0},
    {0},
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        options->folders = allocate((size_t)state->argc + 1, sizeof options->folders[0]);
        return 0;
    case 'I':
        options->folders[options->folder_count++] = argument;
        return 0;
    case 'l':
        options->list = true;
        return 0;
    case ARGP_KEY_ARG:
        if (options->file)
            argp_error(state, "one FILE is checked at a time");
        options->file = argument;
        return 0;
    case ARGP_KEY_END:
        if (!options->file && !options->list)
            argp_error(state, "which FILE?");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int command_check(int argc, char **argv)
{
    static const struct argp argp = {
        option_table, parse, "FILE.xml",
        "Check a module: its configuration, its partitions' images, and that it fits its board.",
        NULL, NULL, NULL};
    struct options options = {0};
    struct module module;

    argp_parse(&argp, argc, argv, 0, NULL, &options);
    if (options.list) {
        checks_list();
        return EXIT_GOOD;
    }
    if (!module_read(options.file, options.folders, &module) || !module_plan(&module))
        return EXIT_FAULTY;
    printf("%s: module %s for %s, %zu partition%s: no fault\n", options.file, module.config.name,
           module.board.name, module.config.partition_count,
           module.config.partition_count == 1 ? "" : "s");
    return EXIT_GOOD;
}
