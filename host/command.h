/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The subcommands. Each takes its own argument vector, argv[0] being "bulkhead NAME", and answers
 * the exit status. Their options are argp's tables, of which the help, the manual pages and the
 * completion are made too.
 */
#ifndef HOST_COMMAND_H
#define HOST_COMMAND_H

#include <argp.h>

struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const struct argp *argp; /**< its options and texts */
    const char *summary; /**< NULL: the command is not for people */
};

/** Room for a list of their names. */
#define COMMANDS_MAX 16

/** All of them; the last one's name is NULL. */
extern const struct command commands[];

/** The command of that name, or NULL. */
const struct command *command_find(const char *name);

/** Run a command with the arguments behind its name. */
int command_start(const struct command *command, int argc, char **argv);

/** What every command parses its arguments with, before it does anything else: argp_parse. */
void command_parse(const struct argp *argp, int argc, char **argv, void *input);

extern const struct argp command_new_argp;
extern const struct argp command_check_argp;
extern const struct argp command_build_argp;
extern const struct argp command_run_argp;
extern const struct argp command_debug_argp;
extern const struct argp command_trace_argp;
extern const struct argp command_report_argp;
extern const struct argp command_help_argp;
extern const struct argp command_complete_argp;

int command_new(int argc, char **argv);
int command_check(int argc, char **argv);
int command_build(int argc, char **argv);
int command_run(int argc, char **argv);
int command_debug(int argc, char **argv);
int command_trace(int argc, char **argv);
int command_help(int argc, char **argv);
int command_complete(int argc, char **argv);
int command_report(int argc, char **argv);

#endif
