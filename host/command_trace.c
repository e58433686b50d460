/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* bulkhead trace */
#include <argp.h>
#include <string.h>
#include <strings.h>

#include "command.h"
#include "image.h"
#include "memory.h"
#include "trace_formats.h"
#include "trace_kinds.h"
#include "trace_names.h"
#include "trace_serial.h"
#include "values.h"
#include "verify.h"

/* Names that an option gave, as often as it was given. */
struct list {
    const char **names;
    size_t count;
};

struct options {
    struct trace_serial serial;
    const char *files[2];
    size_t file_count;
    struct list partitions;
    struct list kinds;
    const struct trace_format *format;
    const char *out;
    bool verify;
    int64_t from;
    int64_t to;
    int most; /**< names that a list may need */
};

enum { OPTION_FROM = 256, OPTION_TO, OPTION_VERIFY };

static const struct argp_option option_table[] = {
    {"format", 'f', "NAME", 0, "Write it in this format (default: text)", 0},
    {"output", 'o', "OUT", 0, "Write it to the file OUT (ctf: into the folder OUT)", 0},
    {"partition", 'p', "NAME", 0, "Only this partition's records (bulkhead: the kernel's); may be "
                                  "repeated", 0},
    {"kind", 'k', "NAME", 0, "Only records of this kind; may be repeated", 0},
    {"from", OPTION_FROM, "TIME", 0, "Only from this module time on, such as 20ms", 0},
    {"to", OPTION_TO, "TIME", 0, "Only before this module time", 0},
    {"verify", OPTION_VERIFY, NULL, 0, "Compare what happened with what was planned; status 1 if "
                                       "something left its bound", 0},
    {0},
};

static void add_name(struct list *list, const char *name, int most)
{
    if (!list->names)
        list->names = allocate((size_t)most, sizeof list->names[0]);
    list->names[list->count++] = name;
}

/* "a, b, c" of what `name` answers for 0, 1, ... up to `count`, but for NULL. */
static const char *join(const char *(*name)(const void *of, uint32_t i), const void *of,
                        uint32_t count)
{
    const char *list = "";

    for (uint32_t i = 0; i < count; i++)
        if (name(of, i))
            list = text("%s%s%s", list, *list ? ", " : "", name(of, i));
    return list;
}

static const char *format_name(const void *formats, uint32_t i)
{
    return ((const struct trace_format *)formats)[i].name;
}

static const char *ring_name(const void *tables, uint32_t i)
{
    return trace_ring_name(tables, i);
}

static const char *kind_name(const void *tables, uint32_t i)
{
    return ((const struct bh_tables *)tables)->trace_kinds >> i & 1 ? trace_kind_name(i) : NULL;
}

static const struct trace_format *find_format(struct argp_state *state, const char *name)
{
    for (const struct trace_format *format = trace_formats; format->name; format++)
        if (strcmp(format->name, name) == 0)
            return format;
    argp_error(state, "there is no format %s; give one of %s", name,
               join(format_name, trace_formats, TRACE_FORMATS));
    return NULL;
}

static int64_t parse_time(struct argp_state *state, const char *option, const char *text)
{
    uint64_t time = 0;

    if (!value_time(text, &time))
        argp_error(state, "%s takes a time such as 20ms or 1500us, not %s", option, text);
    return (int64_t)time;
}

/* What comes over a line is kept whole, and shown afterwards. */
static void require_serial(struct argp_state *state, const struct options *options)
{
    if (options->file_count != 1 || !options->out)
        argp_error(state, "--serial needs the module's IMAGE, and -o with the file to keep the trace in");
    if (options->verify || options->format || options->partitions.count || options->kinds.count ||
        options->from != INT64_MIN || options->to != INT64_MAX)
        argp_error(state, "--serial keeps all that comes; choose from the file that it makes");
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->serial;
        return 0;
    case 'f':
        options->format = find_format(state, argument);
        return 0;
    case 'o':
        options->out = argument;
        return 0;
    case 'p':
        add_name(&options->partitions, argument, options->most);
        return 0;
    case 'k':
        add_name(&options->kinds, argument, options->most);
        return 0;
    case OPTION_FROM:
        options->from = parse_time(state, "--from", argument);
        return 0;
    case OPTION_TO:
        options->to = parse_time(state, "--to", argument);
        return 0;
    case OPTION_VERIFY:
        options->verify = true;
        return 0;
    case ARGP_KEY_ARG:
        if (options->file_count == 2)
            argp_error(state, "one trace is read at a time");
        options->files[options->file_count++] = argument;
        return 0;
    case ARGP_KEY_END:
        if (options->serial.device)
            require_serial(state, options);
        if (options->file_count == 0)
            argp_error(state, "which FILE?");
        if (options->from >= options->to)
            argp_error(state, "--to is not after --from: nothing is left to show");
        if (options->verify && (options->format || options->out || options->kinds.count))
            argp_error(state, "--verify writes findings, of all kinds; leave out --format, -o and "
                              "--kind");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static uint64_t choose_rings(const struct list *partitions, const struct bh_tables *tables)
{
    uint64_t rings = partitions->count ? 0 : UINT64_MAX;

    for (size_t i = 0; i < partitions->count; i++) {
        uint32_t ring = 0;
        while (ring <= tables->partitions.count &&
               strcmp(partitions->names[i], trace_ring_name(tables, ring)) != 0)
            ring++;
        if (ring > tables->partitions.count)
            give_up("the module has no partition %s; give some of %s", partitions->names[i],
                    join(ring_name, tables, tables->partitions.count + 1));
        rings |= UINT64_C(1) << ring;
    }
    return rings;
}

static uint32_t choose_kinds(const struct list *names, const struct bh_tables *tables)
{
    uint32_t kinds = names->count ? 0 : UINT32_MAX;

    for (size_t i = 0; i < names->count; i++) {
        bool is_run = strcasecmp(names->names[i], "RUN") == 0;
        uint32_t kind = is_run ? TRACE_VIEW_RUN : trace_kind_number(names->names[i]);
        if (kind == 0 && !is_run)
            give_up("there is no kind of record %s; the module writes %s, and RUN is who runs",
                    names->names[i], join(kind_name, tables, 32));
        if (!is_run && !(tables->trace_kinds >> kind & 1))
            give_up("the module writes no records of kind %s; add it to Kinds of its Trace",
                    names->names[i]);
        kinds |= UINT32_C(1) << kind;
    }
    return kinds;
}

/* The formats, behind the options. */
static char *add_formats(int key, const char *given, void *input)
{
    char *list = text("Formats:");

    (void)input;
    if (key != ARGP_KEY_HELP_POST_DOC)
        return (char *)(uintptr_t)given;
    for (const struct trace_format *format = trace_formats; format->name; format++)
        list = text("%s\n  %-10s %s", list, format->name, format->text);
    return list;
}

const struct argp command_trace_argp = {
    option_table, parse, "FILE\nIMAGE MEMORY\n--serial=DEVICE -o OUT IMAGE",
    "Show a trace that `bulkhead run --trace` kept, or that of a module's image and a file of "
    "its machine's memory; or keep one that comes over a serial line. As text: module time in ns, "
    "partition, kind, arguments.",
    trace_serial_argp, add_formats, NULL};

int command_trace(int argc, char **argv)
{
    struct options options = {.from = INT64_MIN, .to = INT64_MAX, .most = argc};

    command_parse(&command_trace_argp, argc, argv, &options);
    if (options.serial.device) {
        trace_serial_keep(&options.serial, options.files[0], options.out);
        return EXIT_GOOD;
    }
    struct trace trace = options.file_count == 2
                             ? trace_from_memory(options.files[0], options.files[1])
                             : trace_from_file(options.files[0]);
    struct timeline timeline = timeline_make(&trace);
    struct trace_view view = {
        .timeline = &timeline,
        .rings = choose_rings(&options.partitions, trace.tables),
        .kinds = choose_kinds(&options.kinds, trace.tables),
        .from = options.from,
        .to = options.to,
    };

    if (options.verify)
        return verify_trace(&view) ? EXIT_FAULTY : EXIT_GOOD;
    timeline_print_lost(&timeline);
    trace_show(options.format ? options.format : trace_formats, &view, options.out);
    return EXIT_GOOD;
}
