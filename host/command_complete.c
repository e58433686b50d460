/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * bulkhead complete WORD...: what a shell may complete the last WORD to, a candidate a line; none
 * where it is a file. For share/bash-completion/completions/bulkhead.
 */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "explain.h"
#include "help.h"
#include "memory.h"
#include "report.h"
#include "share.h"

static void offer(const char *candidate, const char *begin)
{
    if (strncmp(candidate, begin, strlen(begin)) == 0)
        puts(candidate);
}

static void offer_all(const char *const *candidates, const char *begin)
{
    for (; *candidates; candidates++)
        offer(*candidates, begin);
}

static void offer_commands(const char *begin)
{
    for (const struct command *command = commands; command->name; command++)
        if (command->summary)
            offer(command->name, begin);
}

static void offer_options(const struct argp *argp, const char *begin)
{
    for (const struct argp_option *option = argp->options; option && (option->name || option->doc);
         option++)
        if (option->name && !(option->flags & OPTION_HIDDEN))
            offer(text("--%s%s", option->name, option->arg ? "=" : ""), begin);
    for (const struct argp_child *child = argp->children; child && child->argp; child++)
        offer_options(child->argp, begin);
}

/* What an option may be given, where that is a list. */
static void offer_values(const char *option, const char *begin)
{
    if (strcmp(option, "--explain") == 0)
        offer_all(explain_names(), begin);
    else if (strcmp(option, "--guest") == 0 || strcmp(option, "-g") == 0)
        offer_all(share_names("templates", ""), begin);
    else if (strcmp(option, "--board") == 0)
        offer_all(share_names("boards", ".xml"), begin);
}

const struct argp command_complete_argp = {.doc = "Tell a shell what may stand here."};

int command_complete(int argc, char **argv)
{
    const char *last = argv[argc - 1];
    const struct command *command = argc > 2 ? command_find(argv[1]) : NULL;

    if (argc <= 2) {
        offer_commands(argc == 2 ? last : "");
        return EXIT_GOOD;
    }
    const char *before = argv[argc - 2];
    if (strcmp(last, "=") == 0) /* bash takes "--option=value" apart at the sign */
        offer_values(before, "");
    else if (strcmp(before, "=") == 0 && argc > 3)
        offer_values(argv[argc - 3], last);
    else if (command && last[0] == '-')
        offer_options(command->argp, last);
    else
        offer_values(before, last);
    if (command && command->run == command_help && last[0] != '-') {
        offer_commands(last);
        offer_all(help_topics(), last);
    }
    return EXIT_GOOD;
}
