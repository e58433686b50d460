/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* bulkhead help */
#include <stdbool.h>
#include <string.h>

#include "command.h"
#include "explain.h"
#include "help.h"
#include "memory.h"
#include "nearest.h"
#include "report.h"

struct options {
    const char *name;
    bool man;
    bool book;
};

enum { OPTION_MAN = 256, OPTION_BOOK };

static const struct argp_option option_table[] = {
    {"man", OPTION_MAN, NULL, 0, "Print the manual page, for `man -l -`", 0},
    {"book", OPTION_BOOK, NULL, OPTION_HIDDEN, "Print all pages, as docs/command.md", 0},
    {0},
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct options *options = state->input;

    switch (key) {
    case OPTION_MAN:
        options->man = true;
        return 0;
    case OPTION_BOOK:
        options->book = true;
        return 0;
    case ARGP_KEY_ARG:
        if (options->name)
            argp_error(state, "one COMMAND or TOPIC at a time");
        options->name = argument;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static bool is_topic(const char *name)
{
    for (const char *const *topic = help_topics(); *topic; topic++)
        if (strcmp(*topic, name) == 0)
            return true;
    return false;
}

/* A command's and a topic's page, or NULL. */
static const char *find_page(const char *name, int *section)
{
    const struct command *command = command_find(name);

    *section = 1;
    if (strcmp(name, "bulkhead") == 0)
        return help_bulkhead();
    if (command && command->summary)
        return help_command(command);
    *section = 7;
    return is_topic(name) ? help_topic(name) : NULL;
}

static _Noreturn void refuse(const char *name)
{
    const char *const *topics = help_topics();
    size_t count = 0;

    while (topics[count])
        count++;
    for (const struct command *command = commands; command->name; command++)
        count++;
    const char **names = allocate(count + 1, sizeof names[0]);
    count = 0;
    for (const struct command *command = commands; command->name; command++)
        if (command->summary)
            names[count++] = command->name;
    while (*topics)
        names[count++] = *topics++;
    give_up("there is no command or topic %s%s bulkhead help lists them", name,
            nearest_hint(name, names));
}

static void print_book(void)
{
    puts("# The command\n\nThis page is made by `bulkhead help --book`: it is what `bulkhead help` "
         "tells of each command\nand topic.\n");
    page_chapter(help_bulkhead());
    for (const struct command *command = commands; command->name; command++) {
        if (!command->summary)
            continue;
        putchar('\n');
        page_chapter(help_command(command));
    }
    for (const char *const *topic = help_topics(); *topic; topic++) {
        putchar('\n');
        page_chapter(help_topic(*topic));
    }
}

const struct argp command_help_argp = {
    option_table, parse, "[COMMAND|TOPIC|CHECK]",
    "Explain a command, a topic or a check; without one, list commands and topics.", NULL,
    NULL, NULL};

int command_help(int argc, char **argv)
{
    struct options options = {0};
    int section;

    command_parse(&command_help_argp, argc, argv, &options);
    if (options.book) {
        print_book();
        return EXIT_GOOD;
    }
    if (!options.name && !options.man) {
        help_list(stdout);
        return EXIT_GOOD;
    }
    const char *name = options.name ? options.name : "bulkhead";
    const char *page = find_page(name, &section);
    if (!page && explain_find(name) != CHECK_COUNT) {
        explain(explain_find(name));
        return EXIT_GOOD;
    }
    if (!page)
        refuse(name);
    if (options.man)
        page_troff(page, section);
    else
        page_show(page);
    return EXIT_GOOD;
}
