/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "option.h"

#include <stdbool.h>
#include <string.h>

#include "memory.h"
#include "nearest.h"
#include "report.h"

#define OPTIONS_MAX 64

/* All options of a command, those of its parsers' children too. */
struct options {
    const struct argp_option *option[OPTIONS_MAX];
    size_t count;
};

/* argp's own. */
static const struct argp_option own[] = {
    {"help", '?', NULL, 0, NULL, 0}, {"usage", 0, NULL, 0, NULL, 0}, {0}};

static void collect(struct options *options, const struct argp_option *option)
{
    for (; option && (option->name || option->key || option->doc); option++)
        if (option->name && options->count < OPTIONS_MAX)
            options->option[options->count++] = option;
}

static void collect_all(struct options *options, const struct argp *argp)
{
    collect(options, argp->options);
    for (const struct argp_child *child = argp->children; child && child->argp; child++)
        collect_all(options, child->argp);
}

/* A long option may be cut short. */
static const struct argp_option *find_long(const struct options *options, const char *name,
                                           size_t length)
{
    for (size_t i = 0; i < options->count; i++)
        if (strncmp(options->option[i]->name, name, length) == 0)
            return options->option[i];
    return NULL;
}

static const struct argp_option *find_short(const struct options *options, int letter)
{
    for (size_t i = 0; i < options->count; i++)
        if (options->option[i]->key == letter)
            return options->option[i];
    return NULL;
}

static bool takes_next(const struct argp_option *option)
{
    return option && option->arg && !(option->flags & OPTION_ARG_OPTIONAL);
}

static _Noreturn void refuse(const struct options *options, const char *command, const char *name)
{
    const char *names[OPTIONS_MAX + 1];

    for (size_t i = 0; i < options->count; i++)
        names[i] = options->option[i]->name;
    names[options->count] = NULL;
    const char *meant = nearest(name, names);
    give_up("%s has no option --%s;%s %s --help lists them", command, name,
            meant ? text(" did you mean --%s?", meant) : "", command);
}

/* Whether the next argument belongs to this one, an option. */
static bool check_long(const struct options *options, const char *command, const char *name)
{
    size_t length = strcspn(name, "=");
    const struct argp_option *option = find_long(options, name, length);

    if (!option)
        refuse(options, command, text("%.*s", (int)length, name));
    return takes_next(option) && name[length] != '=';
}

static bool check_short(const struct options *options, const char *letters)
{
    for (; *letters; letters++)
        if (takes_next(find_short(options, *letters)))
            return letters[1] == '\0';
    return false;
}

void option_check(const struct argp *argp, int argc, char **argv)
{
    struct options options = {.count = 0};

    collect_all(&options, argp);
    collect(&options, own);
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strncmp(argv[i], "--", 2) == 0)
            i += check_long(&options, argv[0], argv[i] + 2);
        else if (argv[i][0] == '-')
            i += check_short(&options, argv[i] + 1);
}
