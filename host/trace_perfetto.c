/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A trace as Chrome's trace events in JSON, which Perfetto reads too. The kernel and each partition
 * are a process; what happens in it is on threads by what it is: windows, activity, modes, and
 * instants of virtual interrupts, hypercalls and health events. Arrows go from a sending on an event
 * channel to the receiver's next window. Times are in us, as the format has it. */
#include <jansson.h>
#include <string.h>

#include "report.h"
#include "trace_formats.h"
#include "trace_kinds.h"
#include "trace_names.h"

/* ns without error up to 10 days, and no digits behind them. */
#define JSON_FORM (JSON_COMPACT | JSON_REAL_PRECISION(15))

enum thread { SCHEDULE, WINDOWS, ACTIVITY, MODES, INTERRUPTS, HYPERCALLS, HEALTH, OTHERS, THREADS };

static const char *const thread_names[THREADS] = {
    "schedule", "windows", "activity", "modes", "interrupts", "hypercalls", "health", "others",
};

/* On which thread the records of a kind are instants; the other kinds are shown as spans. */
static const enum thread threads[] = {
    [BH_TRACE_HYPERCALL] = HYPERCALLS, [BH_TRACE_RAISE] = INTERRUPTS,
    [BH_TRACE_DELIVER] = INTERRUPTS,   [BH_TRACE_TRAP] = INTERRUPTS,
    [BH_TRACE_HEALTH] = HEALTH,
};

struct writer {
    const struct trace_view *view;
    const struct trace *trace;
    FILE *out;
    bool begun;
};

static json_t *must(json_t *value)
{
    if (!value)
        give_up("out of memory");
    return value;
}

static double us(int64_t time)
{
    return (double)(time < 0 ? 0 : time) / 1000;
}

/* Processes count from 1, and a thread's number is the only one of its kind. */
static int process_of(uint32_t ring)
{
    return (int)ring + 1;
}

static int thread_of(uint32_t ring, enum thread thread)
{
    return (int)(ring + 1) * 10 + (int)thread;
}

static json_t *make_event(const char *phase, const char *name, uint32_t ring, enum thread thread)
{
    return must(json_pack("{s:s, s:s, s:i, s:i}", "ph", phase, "name", name, "pid",
                          process_of(ring), "tid", thread_of(ring, thread)));
}

static void set(json_t *event, const char *key, json_t *value)
{
    if (json_object_set_new(event, key, must(value)) != 0)
        give_up("out of memory");
}

static void write_event(struct writer *writer, json_t *event)
{
    fputs(writer->begun ? ",\n" : "\n", writer->out);
    writer->begun = true;
    json_dumpf(event, writer->out, JSON_FORM);
    json_decref(event);
}

static void name_process(struct writer *writer, uint32_t ring)
{
    json_t *event = make_event("M", "process_name", ring, SCHEDULE);

    set(event, "args", json_pack("{s:s}", "name", trace_ring_name(writer->trace->tables, ring)));
    write_event(writer, event);
    event = make_event("M", "process_sort_index", ring, SCHEDULE);
    set(event, "args", json_pack("{s:i}", "sort_index", (int)ring));
    write_event(writer, event);
    for (enum thread thread = 0; thread < THREADS; thread++) {
        if ((ring == 0) != (thread == SCHEDULE) && thread != OTHERS)
            continue;
        event = make_event("M", "thread_name", ring, thread);
        set(event, "args", json_pack("{s:s}", "name", thread_names[thread]));
        write_event(writer, event);
    }
}

static void write_span(struct writer *writer, const char *name, uint32_t ring, enum thread thread,
                       int64_t start, int64_t end, json_t *args)
{
    if (!trace_view_has_ring(writer->view, ring) || !trace_view_cut(writer->view, &start, &end)) {
        json_decref(args);
        return;
    }
    json_t *event = make_event("X", name, ring, thread);
    set(event, "ts", json_real(us(start)));
    set(event, "dur", json_real(us(end) - us(start)));
    if (args)
        set(event, "args", args);
    write_event(writer, event);
}

static const char *evidence_name(enum timeline_evidence evidence)
{
    static const char *const names[] = {"WINDOW record", "RAISE record", "none", "missing"};

    return names[evidence];
}

static void write_windows(struct writer *writer)
{
    const struct timeline *timeline = writer->view->timeline;

    for (size_t i = 0; i < timeline->window_count; i++) {
        const struct timeline_window *window = &timeline->windows[i];
        bool is_spare = window->partition == BH_NO_PARTITION;
        const char *name = is_spare ? "spare"
                                    : trace_ring_name(writer->trace->tables, window->partition + 1);
        json_t *args = must(json_pack(
            "{s:s, s:i, s:i, s:s}", "schedule",
            trace_schedule_name(writer->trace->tables, window->schedule), "window",
            (int)window->window, "slack", window->slack, "told by",
            evidence_name(window->evidence)));

        if (!is_spare)
            write_span(writer, window->evidence == TIMELINE_MISSING ? "missing" : "window",
                       window->partition + 1, WINDOWS, window->planned, window->end,
                       json_incref(args));
        write_span(writer, name, 0, SCHEDULE, window->planned, window->end, args);
    }
}

static void write_activity(struct writer *writer)
{
    static const char *const names[] = {"unknown", "stopped", "waiting", "busy"};
    const struct timeline *timeline = writer->view->timeline;

    for (size_t i = 0; i < timeline->interval_count; i++) {
        const struct timeline_interval *interval = &timeline->intervals[i];

        write_span(writer, names[interval->activity], interval->partition + 1, ACTIVITY,
                   interval->start, interval->end, NULL);
    }
}

/* Each mode lasts until the partition's next one. */
static void write_modes(struct writer *writer)
{
    const struct timeline *timeline = writer->view->timeline;
    int64_t end[BH_PARTITIONS_MAX];

    for (uint32_t i = 0; i < BH_PARTITIONS_MAX; i++)
        end[i] = timeline->end;
    for (size_t i = timeline->mode_count; i-- > 0;) {
        const struct timeline_record *record = timeline->modes[i];
        const char *mode = trace_mode_name(record->record->argument[0]);
        const char *start = trace_start_name(record->record->argument[1]);

        if (record->ring == 0)
            continue;
        write_span(writer, mode ? mode : "?", record->ring, MODES, record->time,
                   end[record->ring - 1],
                   json_pack("{s:s, s:i}", "start", start ? start : "?", "code",
                             (int)record->record->argument[2]));
        end[record->ring - 1] = record->time;
    }
}

static json_t *arguments_of(const struct writer *writer, const struct timeline_record *record)
{
    const struct bh_trace_record *told = record->record;
    json_t *args = must(json_pack("{s:I}", "time ns", (json_int_t)record->time));

    for (unsigned i = 0; i < 4; i++) {
        const char *key = trace_kind_name(told->kind) ? trace_kind_argument(told->kind, i) : "";
        const char *name = *key ? trace_value_name(writer->trace, record->ring, told, i) : NULL;
        bool is_signed = *key && trace_argument_notation(told->kind, i) == TRACE_SIGNED;

        if (name)
            set(args, key, json_string(name));
        else if (*key)
            set(args, key, json_integer(is_signed ? (json_int_t)(int32_t)told->argument[i]
                                                  : (json_int_t)told->argument[i]));
    }
    return args;
}

/* What happened, in a word: the name of the kind's first argument says more than the kind. */
static const char *instant_name(const struct writer *writer, const struct timeline_record *record)
{
    const char *name = trace_kind_name(record->record->kind);
    const char *first = trace_value_name(writer->trace, record->ring, record->record, 0);

    return first ? first : name ? name : "unknown kind";
}

static void write_instants(struct writer *writer)
{
    const struct timeline *timeline = writer->view->timeline;

    for (size_t i = 0; i < timeline->record_count; i++) {
        const struct timeline_record *record = &timeline->records[i];
        uint32_t kind = record->record->kind;
        enum thread thread = kind < sizeof threads / sizeof threads[0] ? threads[kind] : OTHERS;

        if (!trace_view_has(writer->view, record) || kind == BH_TRACE_WINDOW ||
            kind == BH_TRACE_MODE)
            continue;
        if (record->ring == 0)
            thread = kind == BH_TRACE_SCHEDULE ? SCHEDULE : OTHERS;
        json_t *event = make_event("i", instant_name(writer, record), record->ring, thread);
        set(event, "s", json_string(kind == BH_TRACE_HEALTH ? "g" : "t"));
        set(event, "ts", json_real(us(record->time)));
        set(event, "args", arguments_of(writer, record));
        write_event(writer, event);
    }
}

static void write_arrow_end(struct writer *writer, const char *phase, const char *name, size_t id,
                            uint32_t partition, int64_t time)
{
    json_t *event = make_event(phase, name, partition + 1, ACTIVITY);

    set(event, "cat", json_string("event"));
    set(event, "id", json_integer((json_int_t)id));
    set(event, "ts", json_real(us(time)));
    set(event, "bp", json_string("e"));
    write_event(writer, event);
}

static void write_arrows(struct writer *writer)
{
    const struct timeline *timeline = writer->view->timeline;

    for (size_t i = 0; i < timeline->send_count; i++) {
        const struct timeline_send *send = &timeline->sends[i];
        const char *name = trace_source_name(writer->trace, send->receiver, send->source);

        if (send->seen == TIMELINE_NEVER || !trace_view_has_ring(writer->view, send->partition + 1) ||
            !trace_view_has_ring(writer->view, send->receiver + 1) ||
            !trace_view_has_time(writer->view, send->time) ||
            !trace_view_has_time(writer->view, send->seen))
            continue;
        write_arrow_end(writer, "s", name ? name : "event", i, send->partition, send->time);
        write_arrow_end(writer, "f", name ? name : "event", i, send->receiver, send->seen);
    }
}

void trace_write_perfetto(const struct trace_view *view, FILE *out)
{
    struct writer writer = {view, view->timeline->trace, out, false};

    fputs("{\"displayTimeUnit\":\"ns\",\"traceEvents\":[", out);
    for (uint32_t i = 0; i < view->timeline->ring_count; i++)
        if (trace_view_has_ring(view, i))
            name_process(&writer, i);
    if (trace_view_has_kind(view, BH_TRACE_WINDOW))
        write_windows(&writer);
    if (trace_view_has_kind(view, TRACE_VIEW_RUN))
        write_activity(&writer);
    if (trace_view_has_kind(view, BH_TRACE_MODE))
        write_modes(&writer);
    write_instants(&writer);
    if (trace_view_has_kind(view, BH_TRACE_HYPERCALL))
        write_arrows(&writer);
    fputs("\n]}\n", out);
}
