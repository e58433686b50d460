/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The host command: finds the subcommand. */
#include <argp.h>
#include <stdio.h>
#include <string.h>

#include <bulkhead/types.h>

#include "command.h"
#include "memory.h"
#include "report.h"

struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *summary;
};

static const struct command commands[] = {
    {"check", command_check, "check a module's configuration"},
    {"build", command_build, "make a module's image"},
    {"run", command_run, "run a module under QEMU"},
    {"debug", command_debug, "debug a module's kernel and partitions with gdb"},
    {"trace", command_trace, "print a trace that `run --trace` kept"},
};
#define COMMANDS (sizeof commands / sizeof commands[0])

static void print_help(FILE *stream)
{
    fputs("usage: bulkhead COMMAND [OPTION...] FILE\n\n", stream);
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(stream, "  %-8s %s\n", commands[i].name, commands[i].summary);
    fputs("  help     print this, or a command's options: bulkhead help COMMAND\n", stream);
}

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMANDS; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    give_up("there is no command %s; bulkhead help lists them", name);
}

static int run_command(const char *name, int argc, char **argv)
{
    const struct command *command = find_command(name);

    argv[0] = text("bulkhead %s", command->name);
    return command->run(argc, argv);
}

static int help(int argc, char **argv)
{
    static char option[] = "--help";

    if (argc < 2 || argv[1][0] == '-') {
        print_help(stdout);
        return EXIT_GOOD;
    }
    return run_command(argv[1], 2, (char *[]){NULL, option, NULL});
}

int main(int argc, char **argv)
{
    argp_err_exit_status = EXIT_TROUBLE;
    if (argc < 2) {
        print_help(stderr);
        return EXIT_TROUBLE;
    }
    const char *name = argv[1];
    if (strcmp(name, "help") == 0 || strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        return help(argc - 1, argv + 1);
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) {
        printf("bulkhead, interface version %d\n", BH_ABI_VERSION);
        return EXIT_GOOD;
    }
    return run_command(name, argc - 1, argv + 1);
}
