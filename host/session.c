/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "session.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "complaints.h"
#include "keys.h"
#include "monitor.h"
#include "terminal.h"
#include "until.h"

/** How long QEMU has to end when it is asked to, before it is killed. */
#define GRACE_MS 2000

/** How long input waits for the kernel's first output: before, the UART would drop it. A module has a
 * console or takes no input, but a busy host may take seconds to boot it. */
#define SILENCE_MS 15000

/** The most console output that is taken at once. */
#define OUTPUT_MAX 1024

#define NEVER INT64_MAX

struct session {
    struct qemu qemu;
    struct console *console;
    const struct session_options *options;
    struct keys keys;
    int signals;
    int signal;         /**< that ended the session */
    enum session_end end;
    pid_t debugger;     /**< 0: none, or it has ended */
    int debugger_file;  /**< readable when it ends */
    int debugger_status;
    bool waits;         /**< standard output takes nothing at present */
    struct complaints complaints;
    int64_t start;      /**< ms, as all times here */
    int64_t deadline;   /**< of the session, then of QEMU's end */
    int64_t input_from;
};

static int64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static int open_signals(void)
{
    sigset_t set;

    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGQUIT);
    sigprocmask(SIG_BLOCK, &set, NULL);
    return signalfd(-1, &set, SFD_CLOEXEC);
}

/* QEMU's process group: QEMU_PROGRAM may be a script that starts it. */
static void signal_qemu(const struct session *session, int signal)
{
    kill(-session->qemu.pid, signal);
}

static void ask_to_end(struct session *session, enum session_end end)
{
    if (session->end != END_BY_ITSELF)
        return;
    session->end = end;
    session->complaints.hushed = true;
    session->deadline = now() + GRACE_MS;
    signal_qemu(session, SIGTERM);
    signal_qemu(session, SIGCONT);
    if (session->debugger)
        kill(session->debugger, SIGTERM);
}

static void on_deadline(struct session *session)
{
    if (session->end == END_BY_ITSELF) {
        ask_to_end(session, END_BY_TIMEOUT);
        return;
    }
    signal_qemu(session, SIGKILL);
    session->deadline = NEVER;
}

static void on_signal(struct session *session)
{
    struct signalfd_siginfo info;

    if (read(session->signals, &info, sizeof info) == (ssize_t)sizeof info) {
        if (session->debugger && (info.ssi_signo == SIGINT || info.ssi_signo == SIGQUIT))
            return; /* from the terminal, for the debugger */
        session->signal = (int)info.ssi_signo;
        ask_to_end(session, END_BY_SIGNAL);
    }
}

/* Nobody reads what the module prints: end as a command does that writes to a closed pipe. */
static void on_reader_gone(struct session *session)
{
    session->signal = SIGPIPE;
    ask_to_end(session, END_BY_SIGNAL);
}

/* A debugger that ends takes the machine with it. */
static void on_debugger_end(struct session *session)
{
    if (waitpid(session->debugger, &session->debugger_status, WNOHANG) <= 0)
        return;
    session->debugger = 0;
    close(session->debugger_file);
    ask_to_end(session, END_BY_USER);
}

/* A write to standard output must not wait for its reader, or no signal would end the session. Poll
 * answers for a page; with names in colours OUTPUT_MAX bytes become less. */
static bool output_waits(int stream)
{
    struct pollfd output = {stream, POLLOUT, 0};

    return poll(&output, 1, 0) == 0;
}

/* Read the console; false at its end. What nobody reads is lost once the session ends. */
static bool on_output(struct session *session)
{
    char bytes[OUTPUT_MAX];

    session->waits = output_waits(fileno(session->console->stream));
    if (session->waits && session->end == END_BY_ITSELF)
        return true;
    ssize_t count = read(session->qemu.output, bytes, sizeof bytes);
    if (count <= 0)
        return false;
    session->input_from = session->start;
    if (!session->waits)
        console_print(session->console, bytes, (size_t)count);
    return true;
}

static int poll_timeout(const struct session *session, int64_t time)
{
    int64_t next = session->deadline;

    if (session->input_from > time && session->input_from < next)
        next = session->input_from;
    if (session->options->progress && time + PROGRESS_MS < next)
        next = time + PROGRESS_MS;
    if (next == NEVER)
        return -1;
    return next <= time ? 0 : next - time > 60000 ? 60000 : (int)(next - time);
}

/* What poll looks at. */
enum watched { OUTPUT, ERRORS, SIGNALS, TYPED, TO_TYPE, SHOWN, MONITOR, DEBUGGER, WATCHED };

static void watch(const struct session *session, int output, int errors, int64_t time,
                  struct pollfd polls[WATCHED])
{
    const struct session_options *options = session->options;
    const struct keys *keys = &session->keys;
    bool runs = session->end == END_BY_ITSELF;
    bool waits = runs && session->waits;
    bool input = runs && time >= session->input_from;
    bool typed = runs && (input || keys->typed) && keys_want(keys);

    polls[OUTPUT] = (struct pollfd){waits || keys_prompt(keys) ? -1 : output, POLLIN, 0};
    polls[ERRORS] = (struct pollfd){errors, POLLIN, 0};
    polls[SIGNALS] = (struct pollfd){session->signals, POLLIN, 0};
    polls[TYPED] = (struct pollfd){typed ? STDIN_FILENO : -1, POLLIN, 0};
    polls[TO_TYPE] = (struct pollfd){input && input_has(&keys->input) ? session->qemu.input : -1,
                                     POLLOUT, 0};
    polls[SHOWN] = (struct pollfd){runs ? fileno(session->console->stream) : -1,
                                   waits ? POLLOUT : 0, 0};
    polls[MONITOR] = (struct pollfd){runs && options->machine.monitor ? options->machine.monitor
                                                                      : -1, POLLIN, 0};
    polls[DEBUGGER] = (struct pollfd){session->debugger ? session->debugger_file : -1, POLLIN, 0};
}

static void serve(struct session *session, const struct pollfd polls[WATCHED])
{
    if (polls[SIGNALS].revents)
        on_signal(session);
    if (polls[TYPED].revents && !keys_read(&session->keys))
        ask_to_end(session, END_BY_USER);
    if (polls[TO_TYPE].revents)
        input_send(&session->keys.input, session->qemu.input);
    if (polls[SHOWN].revents & POLLERR)
        on_reader_gone(session);
    else if (polls[SHOWN].revents)
        session->waits = false;
    if (polls[MONITOR].revents)
        monitor_read(session->options->machine.monitor);
    if (polls[DEBUGGER].revents)
        on_debugger_end(session);
}

/* While nobody is in the middle of a line, the module or the user, and no partition has the terminal
 * for itself. */
static void show_progress(struct session *session)
{
    const struct keys *keys = &session->keys;

    if (session->options->progress && session->end == END_BY_ITSELF && !session->console->midline &&
        !keys_prompt(keys) && keys->input.partition == NOT_ATTACHED)
        progress_show(session->options->progress, now());
}

/* Wait for something to do, and do it. */
static void step(struct session *session, int *output, int *errors)
{
    int64_t time = now();
    struct pollfd polls[WATCHED];

    watch(session, *output, *errors, time, polls);
    int ready = poll(polls, WATCHED, poll_timeout(session, time));
    if (ready < 0)
        return;
    if (ready > 0 && session->options->progress)
        progress_hide(session->options->progress);
    if (polls[OUTPUT].revents && !on_output(session))
        *output = -1;
    if (polls[ERRORS].revents && !complaints_read(&session->complaints, *errors))
        *errors = -1;
    serve(session, polls);
    if (now() >= session->deadline)
        on_deadline(session);
    show_progress(session);
}

/* The device for the exit code ends QEMU with an odd status; so does an error of QEMU's own. */
static int exit_status(const struct session *session, int status)
{
    switch (session->end) {
    case END_BY_TIMEOUT:
        fprintf(stderr, "bulkhead: the module did not end within %u.%03u s; it was stopped\n",
                session->options->timeout_ms / 1000, session->options->timeout_ms % 1000);
        return EXIT_TIMEOUT;
    case END_BY_SIGNAL:
        return 128 + session->signal;
    case END_BY_USER:
        return WIFEXITED(session->debugger_status) ? WEXITSTATUS(session->debugger_status)
                                                   : EXIT_TROUBLE;
    case END_AT_TIME:
        return EXIT_GOOD;
    case END_BY_ITSELF:
        break;
    }
    if (WIFSIGNALED(status))
        fprintf(stderr, "bulkhead: QEMU was ended by signal %d\n", WTERMSIG(status));
    else if (session->complaints.errors)
        fprintf(stderr, "bulkhead: QEMU failed with status %d\n", WEXITSTATUS(status));
    else if (WEXITSTATUS(status) % 2 == 0)
        fprintf(stderr, "bulkhead: the machine was reset or turned off without an exit code\n");
    else
        return WEXITSTATUS(status) >> 1;
    return EXIT_TROUBLE;
}

/* Everything that speaks with QEMU, once it has started. */
static void begin(struct session *session)
{
    const struct session_options *options = session->options;

    session->deadline = options->timeout_ms ? session->start + options->timeout_ms : NEVER;
    session->input_from = options->waits_for_gdb ? NEVER : session->start + SILENCE_MS;
    keys_open(&session->keys, session->console, &options->machine, options->partition,
              options->menu);
    if (options->machine.monitor)
        monitor_open(options->machine.monitor);
    if (!options->debug)
        return;
    session->debugger = options->debug(options->debug_argument);
    session->debugger_file = pidfd_open(session->debugger, 0);
}

struct session_result session_run(const struct qemu_options *qemu, struct console *console,
                                  const struct session_options *options)
{
    struct session session = {
        .console = console,
        .options = options,
        .complaints = {.debugged = options->debug != NULL},
        .signals = open_signals(), /* before there is something to leave behind */
        .start = now(),
    };
    int status;

    session.qemu = qemu_start(qemu);
    int output = session.qemu.output, errors = session.qemu.errors;
    begin(&session);
    while (output >= 0 || errors >= 0 || session.debugger)
        step(&session, &output, &errors);
    while (waitpid(session.qemu.pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (options->progress)
        progress_hide(options->progress);
    console_finish(console);
    terminal_restore();
    if (session.end == END_BY_ITSELF && WIFEXITED(status) && WEXITSTATUS(status) == UNTIL_STATUS)
        session.end = END_AT_TIME;
    return (struct session_result){session.end, exit_status(&session, status)};
}
