/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* bulkhead run */
#include <argp.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "image.h"
#include "input_file.h"
#include "iso.h"
#include "memory.h"
#include "scratch.h"
#include "session.h"
#include "share.h"
#include "trace_file.h"
#include "values.h"

struct options {
    struct input_file input;
    const char *board;
    const char *partition;
    const char *trace;
    unsigned timeout_ms;
    bool headless;
    struct qemu_options qemu;
};

enum { OPTION_BOARD = 256, OPTION_ICOUNT, OPTION_SHIFT, OPTION_TRACE, OPTION_TIMEOUT,
       OPTION_HEADLESS, OPTION_BOOT, OPTION_QEMU };

static const struct argp_option option_table[] = {
    {"board", OPTION_BOARD, "NAME", 0, "Emulate this board (default: the module's own)", 0},
    {"boot", OPTION_BOOT, "HOW", 0, "Boot through GRUB from a CD: iso (default: kernel)", 0},
    {"partition", 'p', "NAME", 0, "Attach to a partition: show its lines alone, and send it what "
                                  "is typed; Ctrl-A x quits", 0},
    {"headless", OPTION_HEADLESS, NULL, 0, "No colours", 0},
    {"timeout", OPTION_TIMEOUT, "SECONDS", 0, "Stop the module after this time, with status 124",
     0},
    {"icount", OPTION_ICOUNT, NULL, 0, "Let the clock count instructions: runs are repeatable", 0},
    {"icount-shift", OPTION_SHIFT, "N", 0, "The same with 2^N ns an instruction (default 0)", 0},
    {"trace", OPTION_TRACE, "OUT", 0, "Keep the trace in OUT, for bulkhead trace", 0},
    {"qemu", OPTION_QEMU, "ARGUMENT", 0, "Give QEMU one more argument, such as a device's; may be "
                                         "repeated", 0},
    {"gdb", 'g', NULL, 0, "Wait for gdb before the first instruction", 0},
    {0},
};

static unsigned parse_timeout(struct argp_state *state, const char *argument)
{
    char *rest;
    double seconds = strtod(argument, &rest);

    if (rest == argument || *rest || !(seconds > 0 && seconds < 1000000))
        argp_error(state, "--timeout takes seconds, not %s", argument);
    return seconds < 0.001 ? 1 : (unsigned)(seconds * 1000);
}

static void parse_shift(struct argp_state *state, const char *argument,
                        struct qemu_options *qemu)
{
    uint32_t shift;

    if (!value_number(argument, &shift) || shift > 10)
        argp_error(state, "--icount-shift takes 0 to 10, not %s", argument);
    qemu->icount = true;
    qemu->icount_shift = shift;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->input;
        return 0;
    case OPTION_BOARD:
        options->board = argument;
        return 0;
    case OPTION_BOOT:
        if (strcmp(argument, "iso") != 0 && strcmp(argument, "kernel") != 0)
            argp_error(state, "--boot takes iso or kernel, not %s", argument);
        options->qemu.from_cd = strcmp(argument, "iso") == 0;
        return 0;
    case 'p':
        options->partition = argument;
        return 0;
    case OPTION_QEMU:
        if (options->qemu.extra_count == QEMU_EXTRA_MAX)
            argp_error(state, "--qemu may be given %d times", QEMU_EXTRA_MAX);
        options->qemu.extra[options->qemu.extra_count++] = argument;
        return 0;
    case OPTION_HEADLESS:
        options->headless = true;
        return 0;
    case OPTION_TIMEOUT:
        options->timeout_ms = parse_timeout(state, argument);
        return 0;
    case OPTION_ICOUNT:
        options->qemu.icount = true;
        return 0;
    case OPTION_SHIFT:
        parse_shift(state, argument, &options->qemu);
        return 0;
    case OPTION_TRACE:
        options->trace = argument;
        return 0;
    case 'g':
        options->qemu.gdb = true;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static bool is_image(const char *path)
{
    char magic[4] = "";
    FILE *file = fopen(path, "rb");
    bool result = file && fread(magic, sizeof magic, 1, file) == 1 &&
                  memcmp(magic, "\177ELF", sizeof magic) == 0;

    if (file)
        fclose(file);
    return result;
}

/* Build a module into the scratch folder. NULL if it has faults. */
static const char *build(const struct options *options, struct board *board)
{
    const char *path = scratch_file("module.img");
    struct module module;

    if (!module_read(options->input.path, options->input.folders, &module) || !module_plan(&module))
        return NULL;
    struct blob image = module_build(&module);
    image_write(path, &module, &image);
    *board = module.board;
    return path;
}

static size_t find_partition(const struct bh_tables *tables, const char *name)
{
    const struct bh_partition *partitions = tables_at(tables, &tables->partitions);

    if (!name)
        return NOT_ATTACHED;
    for (size_t i = 0; i < tables->partitions.count; i++)
        if (strcmp(partitions[i].name, name) == 0)
            return i;
    give_up("the module has no partition %s", name);
}

static int boot(struct options *options, const char *image, const struct board *board)
{
    const struct bh_tables *tables = image_tables(image);
    struct session_options session = {
        .partition = find_partition(tables, options->partition),
        .timeout_ms = options->timeout_ms,
        .waits_for_gdb = options->qemu.gdb,
    };
    struct console console = {
        .stream = stdout,
        .tables = tables,
        .only = options->partition,
        .colours = !options->headless && isatty(STDOUT_FILENO),
    };

    if (!board->qemu_machine)
        give_up("nothing emulates board %s; choose another with --board, or boot the image on it",
                board->name);
    if (options->trace && !tables->trace)
        give_up("the module has no trace; add <Trace Records=\"4096\"/> to it");
    options->qemu.board = board;
    options->qemu.image = image;
    options->qemu.ram = options->trace ? scratch_file("ram") : NULL;
    if (options->qemu.from_cd) {
        options->qemu.image = scratch_file("module.iso");
        iso_write(options->qemu.image, image);
    }
    if (options->qemu.gdb)
        fprintf(stderr, "bulkhead: waiting for gdb %s -ex 'target remote " QEMU_GDB "'\n",
                share_path("kernel.elf"));
    int status = session_run(&options->qemu, &console, &session);
    if (options->trace) {
        struct trace trace = trace_from_memory(image, options->qemu.ram);
        trace_write(options->trace, &trace);
    }
    return status;
}

int command_run(int argc, char **argv)
{
    static const struct argp argp = {option_table, parse, "FILE.xml|FILE.img",
                                     "Boot a module under QEMU and end with its exit code.",
                                     input_file_argp, NULL, NULL};
    struct options options = {0};
    struct board board;
    const struct place here = {"--board", 0};

    command_parse(&argp, argc, argv, &options);
    bool built = is_image(options.input.path);
    const char *image = built ? options.input.path : build(&options, &board);
    if (!image)
        return EXIT_FAULTY;
    if (built && !options.board)
        options.board = image_tables(image)->board.name;
    if (options.board && !board_read(options.board, &here, &board))
        return EXIT_TROUBLE;
    return boot(&options, image, &board);
}
