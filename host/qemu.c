/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "qemu.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory.h"

#define ARGUMENTS_MAX 128 /* with room for all of the user's */
#define SERIAL2_PORT  0x2f8

struct arguments {
    char *list[ARGUMENTS_MAX + 1];
    size_t count;
};

static void add(struct arguments *arguments, const char *option, const char *value)
{
    arguments->list[arguments->count++] = text("%s", option);
    if (value)
        arguments->list[arguments->count++] = text("%s", value);
}

/* The clock of the emulated machine. With icount it counts instructions, and nothing from outside
 * reaches it: the same image runs the same way, instruction for instruction. */
static void add_clock(struct arguments *arguments, const struct qemu_options *options)
{
    if (!options->icount)
        return;
    add(arguments, "-icount", text("shift=%u,sleep=off,align=off", options->icount_shift));
    add(arguments, "-rtc", "base=2000-01-01,clock=vm");
}

/* QEMU finds its end of a connection among its open files. */
static void add_socket(struct arguments *arguments, const char *name, int socket, const char *more)
{
    add(arguments, "-chardev", text("socket,id=%s,fd=%d%s", name, socket, more));
}

/* In QEMU's options a comma in a value is two. */
static const char *escape(const char *path)
{
    const char *escaped = "";

    for (const char *comma; (comma = strchr(path, ',')); path = comma + 1)
        escaped = text("%s%.*s,,", escaped, (int)(comma - path), path);
    return text("%s%s", escaped, path);
}

/* A PC's second serial line (COM2). */
static void add_serial2(struct arguments *arguments, const struct qemu_options *options)
{
    struct stat status;
    bool is_terminal = options->serial2 && stat(options->serial2, &status) == 0 &&
                       S_ISCHR(status.st_mode);

    if (!options->serial2)
        return;
    if (options->board->console_port == SERIAL2_PORT)
        give_up("the second serial line of board %s is its console; leave out --serial2",
                options->board->name);
    if (strcmp(options->serial2, "pty") == 0)
        add(arguments, "-chardev", "pty,id=serial2");
    else
        add(arguments, "-chardev", text("%s,id=serial2,path=%s", is_terminal ? "serial" : "file",
                                        escape(options->serial2)));
    add(arguments, "-device", text("isa-serial,chardev=serial2,iobase=0x%x,irq=3", SERIAL2_PORT));
}

static void add_controls(struct arguments *arguments, const struct qemu_options *options)
{
    if (options->stopped || options->gdb)
        add(arguments, "-S", NULL);
    if (options->gdb)
        add(arguments, "-gdb", "tcp:" QEMU_GDB);
    if (options->plugin)
        add(arguments, "-plugin", options->plugin);
    if (options->gdb_listener) {
        add_socket(arguments, "gdb", options->gdb_listener, ",server=on,wait=off");
        add(arguments, "-gdb", "chardev:gdb");
    }
    if (options->monitor_socket) {
        add_socket(arguments, "monitor", options->monitor_socket, "");
        add(arguments, "-mon", "chardev=monitor,mode=control");
    }
}

static struct arguments make_arguments(const struct qemu_options *options)
{
    const struct board *board = options->board;
    struct arguments arguments = {0};

    add(&arguments, QEMU_PROGRAM, NULL);
    add(&arguments, "-M", board->qemu_machine);
    add(&arguments, "-cpu", board->qemu_cpu);
    add(&arguments, "-m", board->qemu_memory);
    add(&arguments, "-accel", "tcg,thread=single");
    add(&arguments, "-nodefaults", NULL);
    add(&arguments, "-no-user-config", NULL);
    add(&arguments, "-display", "none");
    add(&arguments, "-no-reboot", NULL);
    add_clock(&arguments, options);
    if (board->console_port) {
        add(&arguments, "-chardev", "stdio,id=console,signal=off");
        add(&arguments, "-device",
            text("isa-serial,chardev=console,iobase=0x%x", board->console_port));
    }
    if (board->exit_port)
        add(&arguments, "-device",
            text("isa-debug-exit,iobase=0x%x,iosize=4", board->exit_port));
    if (options->ram) {
        add(&arguments, "-object", text("memory-backend-file,id=ram,size=%s,mem-path=%s,share=on",
                                        board->qemu_memory, ram_path(options->ram)));
        add(&arguments, "-machine", "memory-backend=ram");
    }
    add_serial2(&arguments, options);
    add_controls(&arguments, options);
    for (unsigned i = 0; i < options->extra_count; i++)
        add(&arguments, options->extra[i], NULL);
    add(&arguments, options->from_cd ? "-cdrom" : "-kernel", options->image);
    return arguments;
}

static void make_pipe(int ends[2])
{
    if (pipe2(ends, O_CLOEXEC) != 0)
        give_up("cannot make a pipe: %s", strerror(errno));
    /* As much as the system allows: a full pipe would hold the emulated UART up. */
    fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
}

int qemu_connect(int *qemus_end)
{
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        give_up("cannot make a connection: %s", strerror(errno));
    *qemus_end = ends[1];
    return ends[0];
}

/* In the child: a file stays open in the program that it becomes. */
static void inherit(int file)
{
    if (file)
        fcntl(file, F_SETFD, 0);
}

static void close_end(int file)
{
    if (file)
        close(file);
}

/* In the child. Signals from a terminal are for the parent alone, which ends this process in its
 * own way, and when the parent dies this process does. */
static _Noreturn void become_qemu(struct arguments *arguments, const struct qemu_options *options,
                                  pid_t parent, int input, int output, int errors)
{
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(EXIT_TROUBLE);
    inherit(options->gdb_listener);
    inherit(options->monitor_socket);
    if (options->ram)
        inherit(options->ram->file);
    dup2(input, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(errors, STDERR_FILENO);
    execvp(arguments->list[0], arguments->list);
    dprintf(STDERR_FILENO, QEMU_PROGRAM ": cannot start: %s; install qemu-system-x86\n",
            strerror(errno));
    _exit(EXIT_TROUBLE);
}

struct qemu qemu_start(const struct qemu_options *options)
{
    struct arguments arguments = make_arguments(options);
    int input[2], output[2], errors[2];
    pid_t parent = getpid();

    make_pipe(input);
    make_pipe(output);
    make_pipe(errors);
    pid_t pid = fork();
    if (pid < 0)
        give_up("cannot start a process: %s", strerror(errno));
    if (pid == 0)
        become_qemu(&arguments, options, parent, input[0], output[1], errors[1]);
    setpgid(pid, pid); /* here too, for the group must exist before it is signalled */
    close(input[0]);
    close(output[1]);
    close(errors[1]);
    close_end(options->gdb_listener);
    close_end(options->monitor_socket);
    fcntl(input[1], F_SETFL, O_NONBLOCK);
    return (struct qemu){pid, input[1], output[0], errors[0]};
}
