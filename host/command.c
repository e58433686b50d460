/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "command.h"

#include <setjmp.h>
#include <stdbool.h>
#include <string.h>

#include "memory.h"

/* Where a command's table is wanted, not its work: command_parse goes back there with it. */
static jmp_buf asked;
static bool asks;
static const struct argp *answer;

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
    if (asks) {
        answer = argp;
        longjmp(asked, 1);
    }
    argp_parse(argp, argc, argv, 0, NULL, input);
}

const struct argp *command_argp(const struct command *command)
{
    asks = true;
    if (setjmp(asked) == 0)
        command_start(command, 1, (char *[]){NULL, NULL});
    asks = false;
    return answer;
}
