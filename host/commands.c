/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The list of subcommands, in the order in which help shows them. */
#include "command.h"

const struct command commands[] = {
    {"new", command_new, &command_new_argp, "make a module that builds and runs at once"},
    {"check", command_check, &command_check_argp, "check a module's configuration"},
    {"build", command_build, &command_build_argp, "make a module's image"},
    {"run", command_run, &command_run_argp, "run a module under QEMU"},
    {"debug", command_debug, &command_debug_argp, "debug a module's kernel and partitions with gdb"},
    {"trace", command_trace, &command_trace_argp, "print, export or verify a trace that `run --trace` kept"},
    {"report", command_report, &command_report_argp, "explain a module and its run in an HTML file"},
    {"help", command_help, &command_help_argp, "explain a command or a topic"},
    {"complete", command_complete, &command_complete_argp, NULL},
    {0},
};

_Static_assert(sizeof commands / sizeof commands[0] <= COMMANDS_MAX + 1, "room for their names");
