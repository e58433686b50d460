/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "trace_serial.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "image.h"
#include "report.h"
#include "timeline.h"
#include "trace_gather.h"
#include "trace_names.h"
#include "values.h"

enum { OPTION_SERIAL = 0x200, OPTION_BAUD, OPTION_RECORDS, OPTION_UNTIL };

static const struct argp_option option_table[] = {
    {NULL, 0, NULL, 0, "From a serial line:", 1},
    {"serial", OPTION_SERIAL, "DEVICE", 0, "Read what a partition of the module IMAGE sends, and keep "
                                           "it in the file of -o; DEVICE may be a file, and - is "
                                           "standard input", 1},
    {"baud", OPTION_BAUD, "RATE", 0, "The line's rate (default 115200)", 1},
    {"records", OPTION_RECORDS, "N", 0, "End when N records have come", 1},
    {"until", OPTION_UNTIL, "TIME", 0, "End at this module time, such as 20s", 1},
    {0},
};

static const struct {
    uint32_t rate;
    speed_t speed;
} speeds[] = {
    {9600, B9600},     {19200, B19200},   {38400, B38400},   {57600, B57600},
    {115200, B115200}, {230400, B230400}, {460800, B460800}, {921600, B921600},
};

static const speed_t *find_speed(uint32_t rate)
{
    for (size_t i = 0; i < sizeof speeds / sizeof speeds[0]; i++)
        if (speeds[i].rate == rate)
            return &speeds[i].speed;
    return NULL;
}

static void parse_value(struct argp_state *state, int key, const char *argument,
                        struct trace_serial *options)
{
    uint32_t number = 0;
    uint64_t time = 0;

    if (key == OPTION_UNTIL) {
        if (!value_time(argument, &time))
            argp_error(state, "--until takes a time such as 500ms or 60s, not %s", argument);
        options->until = (int64_t)time;
        return;
    }
    if (key == OPTION_RECORDS) {
        if (!value_number(argument, &number) || number == 0)
            argp_error(state, "--records takes a number above 0, not %s", argument);
        options->least = number;
        return;
    }
    if (!value_number(argument, &number) || !find_speed(number))
        argp_error(state, "--baud takes 9600, 19200, 38400, 57600, 115200, 230400, 460800 or 921600, "
                          "not %s", argument);
    options->baud = number;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct trace_serial *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        *options = (struct trace_serial){.until = INT64_MAX};
        return 0;
    case OPTION_SERIAL:
        options->device = argument;
        return 0;
    case OPTION_BAUD:
    case OPTION_RECORDS:
    case OPTION_UNTIL:
        parse_value(state, key, argument, options);
        return 0;
    case ARGP_KEY_END:
        if (!options->device && (options->baud || options->least || options->until != INT64_MAX))
            argp_error(state, "--baud, --records and --until are of --serial");
        if (!options->baud)
            options->baud = 115200;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {option_table, parse, NULL, NULL, NULL, NULL, NULL};

const struct argp_child trace_serial_argp[] = {{&argp, 0, NULL, 0}, {0}};

/* A terminal is a line: bytes as they are, eight bits, no parity, no flow control. */
static int open_line(const struct trace_serial *options)
{
    struct termios settings;
    bool is_input = strcmp(options->device, "-") == 0;
    int file = is_input ? STDIN_FILENO : open(options->device, O_RDONLY | O_NOCTTY | O_CLOEXEC);

    if (file < 0)
        give_up("cannot read %s: %s", options->device, strerror(errno));
    if (!isatty(file))
        return file;
    if (tcgetattr(file, &settings) != 0)
        give_up("cannot set up %s: %s", options->device, strerror(errno));
    cfmakeraw(&settings);
    settings.c_cflag &= ~(tcflag_t)(CRTSCTS | CSTOPB);
    settings.c_cflag |= CLOCAL | CREAD;
    const speed_t *speed = find_speed(options->baud);
    if (!speed || cfsetspeed(&settings, *speed) != 0 ||
        tcsetattr(file, TCSANOW, &settings) != 0)
        give_up("cannot set %s to %u baud: %s", options->device, options->baud, strerror(errno));
    return file;
}

static int open_signals(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    sigprocmask(SIG_BLOCK, &set, NULL);
    return signalfd(-1, &set, SFD_CLOEXEC);
}

/* Why the reading ended. */
static const char *read_all(int line, struct trace_stream *stream, struct gather *gather)
{
    static const char *const ends[] = {
        [GATHER_SENDER] = "the sender ended",
        [GATHER_TIME] = "the time was reached",
        [GATHER_COUNT] = "the records are enough",
        [GATHER_FULL] = "a partition has 1048576 records, no more are kept of one",
        [GATHER_RESTART] = "the module started anew",
        [GATHER_OTHER] = "it is of another module",
    };
    struct trace_stream_sink sink = gather_sink(gather);
    struct pollfd polls[] = {{line, POLLIN, 0}, {open_signals(), POLLIN, 0}};
    uint8_t bytes[4096];

    while (gather->end == GATHER_GOES_ON) {
        if (poll(polls, 2, -1) < 0)
            continue;
        if (polls[1].revents)
            return "interrupted";
        ssize_t count = read(line, bytes, sizeof bytes);
        if (count < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (count <= 0) { /* an error: the other end is gone */
            trace_stream_finish(stream, &sink);
            return gather->end != GATHER_GOES_ON ? ends[gather->end] : "the line ended";
        }
        trace_stream_feed(stream, bytes, (size_t)count, &sink);
    }
    return ends[gather->end];
}

static void print_losses(const struct trace_stream *stream, const struct gather *gather)
{
    if (stream->places)
        fprintf(stderr, "bulkhead: the line was damaged at %" PRIu64 " places: %" PRIu64
                        " bytes were no frame, %" PRIu64 " frames are missing\n",
                stream->places, stream->skipped, stream->missing);
    else if (stream->missing)
        fprintf(stderr, "bulkhead: %" PRIu64 " frames are missing\n", stream->missing);
    if (stream->cut)
        fprintf(stderr, "bulkhead: the line ended in the middle of a frame\n");
    if (stream->unknown + gather->strange)
        fprintf(stderr, "bulkhead: %" PRIu64 " whole frames made no sense; is the sender of another "
                        "version?\n", stream->unknown + gather->strange);
    for (uint32_t i = 0; i <= gather->tables->partitions.count; i++) {
        const struct gather_ring *ring = &gather->rings[i];

        if (ring->before + ring->overwritten + ring->missing)
            fprintf(stderr, "bulkhead: %s: %" PRIu64 " records were before the first that came, %"
                            PRIu64 " gave way before they were sent, %" PRIu64 " did not arrive\n",
                    trace_ring_name(gather->tables, i), ring->before, ring->overwritten,
                    ring->missing);
    }
}

static void require_trace(const struct trace_serial *options, const char *image,
                          const struct trace_stream *stream, const struct gather *gather)
{
    if (gather->end == GATHER_OTHER)
        give_up("%s tells of another module than %s (checksum %08x, not %08x); name the image that "
                "runs", options->device, image, gather->checksum, gather->tables->checksum);
    if (stream->unknown && !gather->has_module)
        give_up("%s sends frames of another version of bulkhead; build the sender again",
                options->device);
    if (!stream->begun)
        give_up("nothing that came from %s is a trace; does the module send one, at %u baud?",
                options->device, options->baud);
    if (!gather->is_marked)
        give_up("%s did not say yet how far its trace goes, which it does twice a second; read for "
                "longer", options->device);
}

void trace_serial_keep(const struct trace_serial *options, const char *image, const char *out)
{
    struct trace_stream stream = {0};
    struct gather gather = {
        .tables = image_tables(image),
        .least = options->least,
        .until = options->until,
    };

    if (!gather.tables->trace)
        give_up("%s has no trace: add <Trace Records=\"4096\"/> to the module", image);
    const char *end = read_all(open_line(options), &stream, &gather);
    require_trace(options, image, &stream, &gather);
    struct trace trace = gather_trace(&gather, image_descriptors(image, gather.tables));
    trace_write(out, &trace);
    fprintf(stderr, "bulkhead: %" PRIu64 " records in %" PRIu64 " frames came, up to %" PRId64
                    " ns: %s\n", gather.count, stream.frames, timeline_time(&trace, gather.mark),
            end);
    print_losses(&stream, &gather);
}
