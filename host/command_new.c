/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* bulkhead new */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bulkhead/types.h>

#include "command.h"
#include "memory.h"
#include "nearest.h"
#include "process.h"
#include "report.h"
#include "share.h"
#include "template.h"

struct options {
    const char *folder;
    const char *guest;
};

static const struct argp_option option_table[] = {
    {"guest", 'g', "GUEST", 0, "What runs in the partitions: bare (default), apex or rtems", 0},
    {0},
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct options *options = state->input;

    switch (key) {
    case 'g':
        options->guest = argument;
        return 0;
    case ARGP_KEY_ARG:
        if (options->folder)
            argp_error(state, "one NAME at a time");
        options->folder = argument;
        return 0;
    case ARGP_KEY_END:
        if (!options->folder)
            argp_error(state, "which NAME? as in bulkhead new pump");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void require_guest(const char *guest)
{
    const char *const *guests = share_names("templates", "");

    for (const char *const *name = guests; *name; name++)
        if (strcmp(*name, guest) == 0)
            return;
    give_up("there is no template for guest %s%s choose bare, apex or rtems", guest,
            nearest_hint(guest, guests));
}

/* The module's name, which is the folder's last part. */
static const char *require_name(const char *folder)
{
    const char *slash = strrchr(folder, '/');
    const char *name = slash ? slash + 1 : folder;

    if (strlen(name) == 0)
        give_up("%s has no name behind its last /; add the module's", folder);
    if (strlen(name) >= BH_NAME_SIZE)
        give_up("the name %s has %zu characters; shorten it to %d", name, strlen(name),
                BH_NAME_SIZE - 1);
    if (!isalnum((unsigned char)name[0]))
        give_up("the name \"%s\" does not begin with a letter or digit; choose another", name);
    for (const char *c = name; *c; c++)
        if (!isalnum((unsigned char)*c) && !strchr("_-.", *c))
            give_up("the name \"%s\" has characters other than letters, digits, '_', '-' and '.'; "
                    "replace them", name);
    return name;
}

static void make_folder(const char *folder)
{
    if (mkdir(folder, 0777) == 0)
        return;
    if (errno == EEXIST)
        give_up("%s exists; choose another name, or move it away", folder);
    if (errno == ENOENT)
        give_up("cannot make %s: the folder it would be in does not exist; make that first",
                folder);
    give_up("cannot make %s: %s; choose another place", folder, strerror(errno));
}

/* How a shell finds this command: by its name alone where the search path leads to it. */
static const char *own_name(void)
{
    const char *found = process_find("bulkhead");
    const char *path = found ? realpath(found, NULL) : NULL;

    return path && strcmp(path, share_executable()) == 0 ? "bulkhead" : share_executable();
}

/* A Makefile is for everybody, and where this command is only for this machine. */
static void write_local(const char *folder, const char *self)
{
    const char *path = text("%s/local.mk", folder);
    FILE *file = fopen(path, "w");

    if (!file || fprintf(file, "BULKHEAD ?= %s\n", self) < 0 || fclose(file) != 0)
        give_up("cannot write %s: %s", path, strerror(errno));
}

static void print_next(const struct options *options, const char *name, const char *self)
{
    printf("made %s, a module of two %s partitions; to build and run it and see what happened:\n\n",
           options->folder, options->guest);
    if (strcmp(options->guest, "rtems") == 0 && !getenv("RTEMS_KIT"))
        puts("    export RTEMS_KIT=...   # the folder with bin/i386-rtems6-gcc");
    printf("    cd %s && make\n", options->folder);
    printf("    %s run --icount --trace %s.trace module.xml\n", self, name);
    printf("    %s trace %s.trace\n", self, name);
    printf("    %s report -o %s.html --trace %s.trace module.xml\n\n", self, name, name);
    printf("%s help lists what else there is\n", self);
}

const struct argp command_new_argp = {
    option_table, parse, "NAME",
    "Make a module that builds and runs at once: a folder NAME with the configuration, the "
    "programs of two partitions and a channel between them, and a Makefile."
    "\vNAME may be a path; its last part is the module's name. What was made is yours: keep, "
    "change or delete any of it. Partitions of RTEMS are built with the kit that the "
    "environment's RTEMS_KIT names.",
    NULL, NULL, NULL};

int command_new(int argc, char **argv)
{
    struct options options = {.guest = "bare"};

    command_parse(&command_new_argp, argc, argv, &options);
    const char *name = require_name(options.folder);
    require_guest(options.guest);
    make_folder(options.folder);
    template_copy(text("templates/%s", options.guest), options.folder, name);
    const char *self = own_name();
    if (strcmp(self, "bulkhead") != 0)
        write_local(options.folder, self);
    print_next(&options, name, self);
    return EXIT_GOOD;
}
