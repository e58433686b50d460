/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The list of subcommands, in the order in which help shows them. */
#include "command.h"

const struct command commands[] = {
    {"new", command_new, "make a module that builds and runs at once"},
    {"check", command_check, "check a module's configuration"},
    {"build", command_build, "make a module's image"},
    {"run", command_run, "run a module under QEMU"},
    {"debug", command_debug, "debug a module's kernel and partitions with gdb"},
    {"trace", command_trace, "print, export or verify a trace that `run --trace` kept"},
    {"report", command_report, "explain a module and its run in an HTML file"},
    {"help", command_help, "explain a command or a topic"},
    {"complete", command_complete, NULL},
    {0},
};

_Static_assert(sizeof commands / sizeof commands[0] <= COMMANDS_MAX + 1, "room for their names");
