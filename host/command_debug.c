/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* bulkhead debug: QEMU with its gdb stub, and gdb with the commands of gdb/bulkhead.py. */
#include <argp.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "bootable.h"
#include "command.h"
#include "debug_settings.h"
#include "memory.h"
#include "process.h"
#include "scratch.h"
#include "session.h"
#include "share.h"
#include "values.h"

#define GDB "gdb"

struct options {
    struct input_file input;
    const char *board;
    const char **commands; /**< for gdb, instead of a user */
    size_t command_count;
    struct qemu_options qemu;
};

enum { OPTION_BOARD = 256, OPTION_QEMU };

static const struct argp_option option_table[] = {
    {"board", OPTION_BOARD, "NAME", 0, "Emulate this board (default: the module's own)", 0},
    {"execute", 'x', "COMMAND", 0, "Execute a command of gdb instead of asking for some, and quit; "
                                   "repeatable", 0},
    {"qemu", OPTION_QEMU, "ARGUMENT", 0, "Give QEMU one more argument, such as a device's; may be "
                                         "repeated", 0},
    {0},
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->input;
        options->commands = allocate((size_t)state->argc + 1, sizeof options->commands[0]);
        return 0;
    case OPTION_BOARD:
        options->board = argument;
        return 0;
    case 'x':
        options->commands[options->command_count++] = argument;
        return 0;
    case OPTION_QEMU:
        if (options->qemu.extra_count == QEMU_EXTRA_MAX)
            argp_error(state, "--qemu may be given %d times", QEMU_EXTRA_MAX);
        options->qemu.extra[options->qemu.extra_count++] = argument;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* Where QEMU's gdb stub is to listen. It does before QEMU runs, so nobody needs to wait for it. */
static int listen_at(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (strlen(path) >= sizeof address.sun_path)
        give_up("%s is too long for a socket; set TMPDIR to a shorter one", path);
    memcpy(address.sun_path, path, strlen(path));
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(listener, 1) != 0)
        give_up("cannot make the socket %s: %s", path, strerror(errno));
    return listener;
}

struct debugger {
    const struct options *options;
    const struct ram *ram;
    const char *settings;
};

static const char **gdb_arguments(const struct options *options)
{
    const char **arguments = allocate(8 + 2 * options->command_count, sizeof arguments[0]);
    size_t count = 0;

    arguments[count++] = GDB;
    arguments[count++] = "-q";
    if (options->command_count) {
        arguments[count++] = "-nx";
        arguments[count++] = "-batch";
    }
    arguments[count++] = "-x";
    arguments[count++] = share_path("gdb/bulkhead.py");
    for (size_t i = 0; i < options->command_count; i++) {
        arguments[count++] = "-ex";
        arguments[count++] = options->commands[i];
    }
    return arguments;
}

static pid_t start_gdb(const void *argument)
{
    const struct debugger *debugger = argument;
    const char **arguments = gdb_arguments(debugger->options);
    pid_t parent = getpid(), pid = fork();
    sigset_t none;

    if (pid < 0)
        give_up("cannot start a process: %s", strerror(errno));
    if (pid > 0)
        return pid;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(EXIT_TROUBLE);
    fcntl(debugger->ram->file, F_SETFD, 0);
    setenv("BULKHEAD_DEBUG", debugger->settings, 1);
    execvp(GDB, (char **)(void *)arguments);
    _exit(EXIT_TROUBLE);
}

static int debug(struct options *options, const struct bootable *bootable)
{
    struct ram ram = ram_make();
    const char *socket = scratch_file("gdb");
    struct debugger debugger = {options, &ram, scratch_file("debug.json")};
    struct session_options session = {
        .partition = NOT_ATTACHED,
        .machine = {.image = bootable->image, .ram = &ram},
        .debug = start_gdb,
        .debug_argument = &debugger,
    };
    bool is_terminal = isatty(STDOUT_FILENO);
    struct console console = {.stream = stdout, .tables = bootable->tables,
                              .colours = is_terminal, .terminal = is_terminal};

    debug_settings_write(debugger.settings, bootable, &ram, socket, path_beside(socket, "."));
    options->qemu.board = &bootable->board;
    options->qemu.image = bootable->image;
    options->qemu.icount = true;
    options->qemu.stopped = true;
    options->qemu.ram = &ram;
    options->qemu.gdb_listener = listen_at(socket);
    return session_run(&options->qemu, &console, &session).status;
}

const struct argp command_debug_argp = {
    option_table, parse, "FILE.xml",
    "Boot a module under QEMU and debug its kernel and partitions with gdb.\v"
    "In gdb, `help bulkhead` lists the commands that know partitions. The machine's clock counts "
    "instructions; a stop takes at most 0.2 ms of it, however long it lasts.",
    input_file_argp, NULL, NULL};

int command_debug(int argc, char **argv)
{
    struct options options = {0};
    struct bootable bootable;

    command_parse(&command_debug_argp, argc, argv, &options);
    if (!process_exists(GDB))
        give_up("there is no gdb to debug with; install the package gdb");
    if (!bootable_make(&options.input, options.board, &bootable))
        return EXIT_FAULTY;
    if (!bootable.module)
        give_up("%s is a finished image: name the module's FILE.xml, which tells the partitions' "
                "programs", options.input.path);
    return debug(&options, &bootable);
}
