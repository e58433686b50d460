/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* bulkhead run */
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bootable.h"
#include "command.h"
#include "iso.h"
#include "module_status.h"
#include "schedule_place.h"
#include "scratch.h"
#include "session.h"
#include "share.h"
#include "summary.h"
#include "terminal.h"
#include "trace_file.h"
#include "until.h"
#include "values.h"

struct options {
    struct input_file input;
    const char *board;
    const char *partition;
    const char *trace;
    const char *status;
    unsigned timeout_ms;
    bool ends; /**< at: */
    bh_time until;
    bool headless, summary, json;
    struct qemu_options qemu;
};

enum { OPTION_BOARD = 256, OPTION_ICOUNT, OPTION_SHIFT, OPTION_TRACE, OPTION_STATUS, OPTION_TIMEOUT, OPTION_UNTIL,
       OPTION_HEADLESS, OPTION_SUMMARY, OPTION_JSON, OPTION_BOOT, OPTION_SERIAL2,
       OPTION_QEMU };

static const struct argp_option option_table[] = {
    {"board", OPTION_BOARD, "NAME", 0, "Emulate this board (default: the module's own)", 0},
    {"boot", OPTION_BOOT, "HOW", 0, "Boot through GRUB from a CD: iso (default: kernel)", 0},
    {"partition", 'p', "NAME", 0, "Attach to a partition: show its lines alone, and send it what "
                                  "is typed", 0},
    {"headless", OPTION_HEADLESS, NULL, 0, "No colours, no menu and no summary, even on a terminal",
     0},
    {"timeout", OPTION_TIMEOUT, "SECONDS", 0, "Stop the module after this time, with status 124",
     0},
    {"until", OPTION_UNTIL, "TIME", 0, "End the run, with status 0, at the first window that is "
                                       "planned for this module time or later, such as 60s", 0},
    {"icount", OPTION_ICOUNT, NULL, 0, "Let the clock count instructions: runs are repeatable", 0},
    {"icount-shift", OPTION_SHIFT, "N", 0, "The same with 2^N ns an instruction (default 0)", 0},
    {"trace", OPTION_TRACE, "OUT", 0, "Keep the trace in OUT, for bulkhead trace", 0},
    {"status", OPTION_STATUS, "OUT", 0, "Keep in OUT, as text, the module's status and health logs as "
                                        "they are at the end", 0},
    {"summary", OPTION_SUMMARY, NULL, 0, "Say at the end what the run came to (usual on a "
                                         "terminal)", 0},
    {"json", OPTION_JSON, NULL, 0, "The same as a JSON object on standard output; the console goes "
                                   "to standard error", 0},
    {"serial2", OPTION_SERIAL2, "FILE", 0, "Give the machine a second serial line that goes to FILE: "
                                           "a file, a FIFO, a terminal, or pty for a new terminal",
     0},
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
    case OPTION_SERIAL2:
        options->qemu.serial2 = argument;
        return 0;
    case OPTION_HEADLESS:
        options->headless = true;
        return 0;
    case OPTION_TIMEOUT:
        options->timeout_ms = parse_timeout(state, argument);
        return 0;
    case OPTION_UNTIL:
        if (!value_time(argument, &options->until))
            argp_error(state, "--until takes a time such as 500ms or 60s, not %s", argument);
        options->ends = true;
        return 0;
    case OPTION_SUMMARY:
        options->summary = true;
        return 0;
    case OPTION_JSON:
        options->json = true;
        return 0;
    case OPTION_ICOUNT:
        options->qemu.icount = true;
        return 0;
    case OPTION_SHIFT:
        parse_shift(state, argument, &options->qemu);
        return 0;
    case OPTION_STATUS:
        options->status = argument;
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

static size_t find_partition(const struct bh_tables *tables, const char *name)
{
    if (!name)
        return NOT_ATTACHED;
    size_t partition = menu_find(tables, name);
    if (partition == NOT_ATTACHED)
        give_up("the module has no partition %s", name);
    return partition;
}

/* How a run ended: for people, and for --json. */
static const char *const ends[][2] = {
    [END_BY_ITSELF] = {"ended by itself", "itself"}, [END_BY_SIGNAL] = {"interrupted", "signal"},
    [END_BY_TIMEOUT] = {"timed out", "timeout"},     [END_BY_USER] = {"quit", "user"},
    [END_AT_TIME] = {"stopped", "until"},
};

/* A run that ended at a time has come as far as the window that it would have begun. */
static void summarize(const struct options *options, const struct bootable *bootable,
                      struct ram *ram, const struct session_result *result)
{
    struct summary summary = summary_make(bootable->image, bootable->tables, ram);
    struct schedule_place place;

    if (result->end == END_AT_TIME && schedule_place_find(bootable->image, &place))
        summary.time = schedule_next(ram, &place);
    if (options->json)
        summary_print_json(stdout, &summary, ends[result->end][1], result->status);
    else
        summary_print(stderr, &summary, ends[result->end][0]);
}

/* On a terminal a user sees what goes on, and has the menu. An attached partition has it wherever
 * its output goes, or nothing could end the run from the keyboard. */
static void look_for_terminal(struct options *options, struct session_options *session)
{
    bool shown = isatty(STDOUT_FILENO) && !options->headless;

    session->menu = terminal_has_keys() && (shown || options->partition);
    if (!isatty(STDERR_FILENO) || options->headless || options->partition || options->qemu.gdb)
        session->progress = NULL;
    options->summary = (options->summary || shown) && !options->json;
}

/* Memory that others than QEMU read. */
static void share_memory(struct options *options, const struct session_options *session,
                         struct ram *ram)
{
    if (!options->trace && !options->status && !options->summary && !options->json &&
        !options->ends && !session->menu && !session->progress)
        return;
    *ram = ram_make();
    options->qemu.ram = ram;
}

static void connect(struct options *options, struct session_options *session)
{
    if (session->menu)
        session->machine.monitor = qemu_connect(&options->qemu.monitor_socket);
    if (options->qemu.gdb)
        fprintf(stderr, "bulkhead: waiting for gdb %s -ex 'target remote " QEMU_GDB "'\n",
                share_path("kernel.elf"));
}

static void choose_boot(struct options *options, const struct bootable *bootable)
{
    options->qemu.board = &bootable->board;
    options->qemu.image = bootable->image;
    if (options->qemu.from_cd) {
        options->qemu.image = scratch_file("module.iso");
        iso_write(options->qemu.image, bootable->image);
    }
}

static int boot(struct options *options, const struct bootable *bootable)
{
    const struct bh_tables *tables = bootable->tables;
    struct ram ram = {.file = RAM_NONE};
    struct progress progress = {0};
    bool is_terminal = isatty(options->json ? STDERR_FILENO : STDOUT_FILENO);
    struct session_options session = {
        .partition = find_partition(tables, options->partition),
        .timeout_ms = options->timeout_ms,
        .waits_for_gdb = options->qemu.gdb,
        .machine = {.image = bootable->image, .ram = &ram},
        .progress = &progress,
    };
    struct console console = {
        .stream = options->json ? stderr : stdout,
        .tables = tables,
        .colours = is_terminal && !options->headless,
        .terminal = is_terminal,
    };

    if (options->trace && !tables->trace)
        give_up("the module has no trace; add <Trace Records=\"4096\"/> to it");
    look_for_terminal(options, &session);
    share_memory(options, &session, &ram);
    if (options->ends)
        options->qemu.plugin = until_plugin(options->until, bootable->image, &ram);
    if (session.progress)
        progress = progress_begin(tables, bootable->image, &ram, options->until);
    choose_boot(options, bootable);
    connect(options, &session);
    struct session_result result = session_run(&options->qemu, &console, &session);
    if (options->trace) {
        struct trace trace = trace_from_memory(bootable->image, ram_path(&ram));
        trace_write(options->trace, &trace);
    }
    if (options->status)
        module_status_write(options->status, tables, &ram);
    if (options->summary)
        console_break(&console);
    if (options->summary || options->json)
        summarize(options, bootable, &ram, &result);
    return result.status;
}

const struct argp command_run_argp = {
    option_table, parse, "FILE.xml|FILE.img",
    "Boot a module under QEMU and end with its exit code.\v"
    "On a terminal Ctrl-A h lists the keys.",
    input_file_argp, NULL, NULL};

int command_run(int argc, char **argv)
{
    struct options options = {0};
    struct bootable bootable;

    command_parse(&command_run_argp, argc, argv, &options);
    if (!bootable_make(&options.input, options.board, &bootable))
        return EXIT_FAULTY;
    return boot(&options, &bootable);
}
