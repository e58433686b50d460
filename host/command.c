/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "command.h"

#include <string.h>

#include "memory.h"
#include "option.h"

const struct command *command_find(const char *name)
{
    for (const struct command *command = commands; command->name; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

int command_start(const struct command *command, int argc, char **argv)
{
    argv[0] = text("bulkhead %s", command->name);
    return command->run(argc, argv);
}

void command_parse(const struct argp *argp, int argc, char **argv, void *input)
{
    option_check(argp, argc, argv);
    argp_parse(argp, argc, argv, 0, NULL, input);
}
