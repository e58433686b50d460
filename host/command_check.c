/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* bulkhead check */
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>

#include "command.h"
#include "input_file.h"
#include "module.h"

static const struct argp_option option_table[] = {
    {"list", 'l', NULL, 0, "List the checks, as a page of the manual", 0},
    {0},
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    (void)argument;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = state->input;
        return 0;
    case 'l':
        checks_list();
        exit(EXIT_GOOD);
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int command_check(int argc, char **argv)
{
    static const struct argp argp = {option_table, parse, "FILE.xml",
                                     "Check a module: its configuration, its partitions' images, "
                                     "and that it fits its board.",
                                     input_file_argp, NULL, NULL};
    struct input_file input = {0};
    struct module module;

    command_parse(&argp, argc, argv, &input);
    if (!module_read(input.path, input.folders, &module) || !module_plan(&module))
        return EXIT_FAULTY;
    printf("%s: module %s for %s, %zu partition%s: no fault\n", input.path, module.config.name,
           module.board.name, module.config.partition_count,
           module.config.partition_count == 1 ? "" : "s");
    return EXIT_GOOD;
}
