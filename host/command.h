/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The subcommands. Each takes its own argument vector, argv[0] being "bulkhead NAME", and answers
 * the exit status.
 */
#ifndef HOST_COMMAND_H
#define HOST_COMMAND_H

int command_check(int argc, char **argv);
int command_build(int argc, char **argv);
int command_run(int argc, char **argv);
int command_debug(int argc, char **argv);
int command_trace(int argc, char **argv);

#endif
