/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "help.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "colours.h"
#include "memory.h"
#include "report.h"
#include "share.h"

/* What a page's title says behind its name. */
static const char *summary_of(const char *page)
{
    const char *dash = strstr(page, " - ");

    return dash ? text("%.*s", (int)strcspn(dash + 3, "\n"), dash + 3) : "";
}

void help_list(FILE *stream)
{
    fputs("usage: bulkhead COMMAND [OPTION...] [ARGUMENT...]\n\n", stream);
    fprintf(stream, "%s\n", in_colour(stream, BOLD, "commands"));
    for (const struct command *command = commands; command->name; command++)
        if (command->summary)
            fprintf(stream, "  %-14s %s\n", command->name, command->summary);
    fprintf(stream, "\n%s\n", in_colour(stream, BOLD, "topics"));
    for (const char *const *name = help_topics(); *name; name++)
        fprintf(stream, "  %-14s %s\n", *name, summary_of(help_topic(*name)));
    fputs("\nbulkhead help COMMAND or TOPIC tells more. To begin: bulkhead new NAME\n", stream);
}

const char *const *help_topics(void)
{
    return share_names("help", ".md");
}

const char *help_topic(const char *name)
{
    return share_read(text("help/%s.md", name));
}

static bool is_letter(int key)
{
    return key > 0 && key < 256 && isalnum(key);
}

static void write_option(FILE *page, const struct argp_option *option)
{
    if (option->flags & OPTION_HIDDEN || !option->doc)
        return;
    const char *space = option->arg ? " " : "", *sign = option->arg ? "=" : "";
    const char *argument = option->arg ? option->arg : "", *letter = "";

    if (is_letter(option->key))
        letter = text("`-%c%s%s`, ", option->key, space, argument);
    page_wrap(page, text("- %s`--%s%s%s`: %s.", letter, option->name, sign, argument,
                             option->doc), "  ");
}

static void write_options(FILE *page, const struct argp *argp)
{
    for (const struct argp_option *option = argp->options; option && (option->name || option->doc);
         option++)
        if (option->name)
            write_option(page, option);
    for (const struct argp_child *child = argp->children; child && child->argp; child++)
        write_options(page, child->argp);
}

/* An argument's alternatives stand one a line, as argp wants them. */
static void write_synopsis(FILE *page, const char *name, const char *arguments)
{
    char *rest = text("%s", arguments ? arguments : "");

    fputs("```sh norun: a synopsis\n", page);
    for (const char *line; (line = strsep(&rest, "\n"));)
        fprintf(page, "bulkhead %s [OPTION...]%s%s\n", name, *line ? " " : "", line);
    fputs("```\n", page);
}

const char *help_command(const struct command *command)
{
    const struct argp *argp = command->argp;
    const char *notes = strchr(argp->doc, '\v');
    char *page;
    size_t size;
    FILE *stream = open_memstream(&page, &size);

    if (!stream)
        give_up("out of memory");
    fprintf(stream, "# %s - %s\n\n", command->name, command->summary);
    write_synopsis(stream, command->name, argp->args_doc);
    fputc('\n', stream);
    page_wrap(stream, text("%.*s", (int)strcspn(argp->doc, "\v"), argp->doc), "");
    fputs("\n## Options\n\n", stream);
    write_options(stream, argp);
    fputs("- `-?`, `--help`: Print the options.\n", stream);
    if (notes) {
        fputs("\n## Notes\n\n", stream);
        page_wrap(stream, notes + 1, "");
    }
    fputs("\n`bulkhead help exit-codes` tells what the exit status means.\n", stream);
    fclose(stream);
    return page;
}

const char *help_bulkhead(void)
{
    char *page;
    size_t size;
    FILE *stream = open_memstream(&page, &size);

    if (!stream)
        give_up("out of memory");
    fputs("# bulkhead - make, check, run and understand partitioned modules\n\n"
          "```sh norun: a synopsis\n"
          "bulkhead COMMAND [OPTION...] [ARGUMENT...]\n"
          "bulkhead --version\n"
          "bulkhead --prefix\n```\n\n"
          "Bulkhead divides a computer in partitions, each with its own memory and its own\n"
          "windows of time. This command makes bootable images of a module's configuration\n"
          "and its partitions' programs, runs them under QEMU, and shows what happened.\n\n"
          "`--prefix` prints the folder with `include/bulkhead-guest` and `lib/pkgconfig`,\n"
          "which partitions' programs are built with.\n\n## Commands\n\n",
          stream);
    for (const struct command *command = commands; command->name; command++)
        if (command->summary)
            fprintf(stream, "- `%s`: %c%s.\n", command->name, toupper(command->summary[0]),
                    command->summary + 1);
    fputs("\n## Topics\n\n", stream);
    for (const char *const *name = help_topics(); *name; name++)
        fprintf(stream, "- `%s`: %s.\n", *name, summary_of(help_topic(*name)));
    fclose(stream);
    return page;
}
