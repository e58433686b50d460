/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The host command: finds the subcommand. */
#include <stdio.h>
#include <string.h>

#include <bulkhead/types.h>

#include "command.h"
#include "help.h"
#include "nearest.h"
#include "report.h"
#include "share.h"

static _Noreturn void refuse(const char *name)
{
    const char *names[COMMANDS_MAX + 1];
    size_t count = 0;

    for (const struct command *command = commands; command->name; command++)
        if (command->summary)
            names[count++] = command->name;
    names[count] = NULL;
    give_up("there is no command %s%s bulkhead help lists them", name, nearest_hint(name, names));
}

int main(int argc, char **argv)
{
    const char *name = argc < 2 ? "" : argv[1];

    argp_err_exit_status = EXIT_TROUBLE;
    if (argc < 2) {
        help_list(stderr);
        return EXIT_TROUBLE;
    }
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) {
        printf("bulkhead, interface version %d\n", BH_ABI_VERSION);
        return EXIT_GOOD;
    }
    if (strcmp(name, "--prefix") == 0) {
        puts(share_prefix());
        return EXIT_GOOD;
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    const struct command *command = command_find(name);
    if (!command)
        refuse(name);
    return command_start(command, argc - 1, argv + 1);
}
