/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A trace as value changes (IEEE 1364, section 18). There is a scope for the kernel, with the number
 * of the schedule and of the window; and one for each partition:
 *
 *   window           its window is open
 *   running          it runs: not waiting, not stopped
 *   mode             enum bh_mode
 *   error            a health event occurs
 *   SOURCE           the source occurs
 *   SOURCE_pending   from an occurrence that was delivered to the delivery
 */
#include <inttypes.h>
#include <stdlib.h>

#include <bulkhead/vcpu.h>

#include "memory.h"
#include "trace_formats.h"
#include "trace_names.h"

enum signal { WINDOW, RUNNING, MODE, HEALTH, SOURCES, PENDING = SOURCES + BH_SOURCES,
              SIGNALS = PENDING + BH_SOURCES };
enum { EVENT = 2 }; /**< besides 0 and 1: the value of an event */

/* Signal s of ring r is number r * SIGNALS + s; of the kernel's ring, WINDOW is the window's number
 * and MODE the schedule's. */
struct change {
    int64_t time;
    size_t order;
    uint32_t signal;
    uint32_t value;
};

struct changes {
    const struct trace_view *view;
    struct change *list;
    size_t count;
};

static void add(struct changes *changes, int64_t time, uint32_t ring, uint32_t signal,
                uint32_t value)
{
    changes->list[changes->count] =
        (struct change){time < 0 ? 0 : time, changes->count, ring * SIGNALS + signal, value};
    changes->count++;
}

static void add_span(struct changes *changes, int64_t start, int64_t end, uint32_t ring,
                     uint32_t signal)
{
    if (!trace_view_has_ring(changes->view, ring) || !trace_view_cut(changes->view, &start, &end))
        return;
    add(changes, start, ring, signal, 1);
    add(changes, end, ring, signal, 0);
}

static void add_windows(struct changes *changes)
{
    const struct trace_view *view = changes->view;

    for (size_t i = 0; i < view->timeline->window_count; i++) {
        const struct timeline_window *window = &view->timeline->windows[i];

        if (trace_view_has_ring(view, 0) && trace_view_has_time(view, window->planned)) {
            add(changes, window->planned, 0, WINDOW, window->window);
            add(changes, window->planned, 0, MODE, window->schedule);
        }
        if (window->partition != BH_NO_PARTITION && window->evidence != TIMELINE_MISSING)
            add_span(changes, window->planned, window->end, window->partition + 1, WINDOW);
    }
}

static void add_activity(struct changes *changes)
{
    for (size_t i = 0; i < changes->view->timeline->interval_count; i++) {
        const struct timeline_interval *interval = &changes->view->timeline->intervals[i];

        if (interval->activity == TIMELINE_BUSY)
            add_span(changes, interval->start, interval->end, interval->partition + 1, RUNNING);
    }
}

static void add_raises(struct changes *changes)
{
    const struct trace_view *view = changes->view;

    for (size_t i = 0; i < view->timeline->raise_count; i++) {
        const struct timeline_raise *raise = &view->timeline->raises[i];
        uint32_t ring = raise->partition + 1;

        if (raise->source >= BH_SOURCES || !trace_view_has(view, raise->record))
            continue;
        add(changes, raise->time, ring, SOURCES + raise->source, EVENT);
        if (raise->delivered != TIMELINE_NEVER)
            add_span(changes, raise->time, raise->delivered, ring, PENDING + raise->source);
    }
}

static void add_records(struct changes *changes)
{
    const struct trace_view *view = changes->view;

    for (size_t i = 0; i < view->timeline->record_count; i++) {
        const struct timeline_record *record = &view->timeline->records[i];

        if (!trace_view_has(view, record))
            continue;
        if (record->record->kind == BH_TRACE_MODE && record->ring > 0)
            add(changes, record->time, record->ring, MODE, record->record->argument[0]);
        else if (record->record->kind == BH_TRACE_HEALTH)
            add(changes, record->time, record->ring, HEALTH, EVENT);
    }
}

/* A signal's short name: its number in the printable characters. */
static const char *code(uint32_t signal)
{
    static char text[8];
    unsigned length = 0;

    do {
        text[length++] = (char)('!' + signal % 94);
        signal /= 94;
    } while (signal > 0);
    text[length] = '\0';
    return text;
}

static void declare(FILE *out, const char *type, unsigned bits, uint32_t ring, uint32_t signal,
                    const char *name, const char *suffix)
{
    fprintf(out, "$var %s %u %s %s%s $end\n", type, bits, code(ring * SIGNALS + signal), name,
            suffix);
}

static void declare_partition(const struct changes *changes, FILE *out, uint32_t ring)
{
    const struct trace *trace = changes->view->timeline->trace;

    fprintf(out, "$scope module %s $end\n", trace_ring_name(trace->tables, ring));
    declare(out, "wire", 1, ring, WINDOW, "window", "");
    declare(out, "wire", 1, ring, RUNNING, "running", "");
    declare(out, "integer", 32, ring, MODE, "mode", "");
    declare(out, "event", 1, ring, HEALTH, "error", "");
    for (uint32_t i = 0; i < BH_SOURCES; i++) {
        const char *name = trace_source_name(trace, ring - 1, i);

        if (!name)
            continue;
        declare(out, "event", 1, ring, SOURCES + i, name, "");
        declare(out, "wire", 1, ring, PENDING + i, name, "_pending");
    }
    fputs("$upscope $end\n", out);
}

static void write_header(const struct changes *changes, FILE *out)
{
    const struct timeline *timeline = changes->view->timeline;

    fprintf(out, "$comment Trace of the module %s, by bulkhead $end\n$timescale 1 ns $end\n",
            timeline->trace->tables->module);
    for (uint32_t ring = 0; ring < timeline->ring_count; ring++) {
        if (!trace_view_has_ring(changes->view, ring))
            continue;
        if (ring > 0) {
            declare_partition(changes, out, ring);
            continue;
        }
        fprintf(out, "$scope module %s $end\n", trace_ring_name(timeline->trace->tables, 0));
        declare(out, "integer", 32, 0, MODE, "schedule", "");
        declare(out, "integer", 32, 0, WINDOW, "window", "");
        fputs("$upscope $end\n", out);
    }
    fputs("$enddefinitions $end\n", out);
}

static bool is_number(uint32_t signal)
{
    return signal % SIGNALS == MODE || signal == WINDOW;
}

static void write_change(FILE *out, uint32_t signal, uint32_t value)
{
    if (is_number(signal)) {
        fputc('b', out);
        for (uint32_t bit = value ? 31 - (uint32_t)__builtin_clz(value) : 0; bit < 32; bit--)
            fputc(value >> bit & 1 ? '1' : '0', out);
        fprintf(out, " %s\n", code(signal));
    } else {
        fprintf(out, "%c%s\n", value ? '1' : '0', code(signal));
    }
}

/* At first nothing is on, and no number is known. */
static void write_initial(const struct changes *changes, FILE *out, uint32_t *values)
{
    const struct timeline *timeline = changes->view->timeline;

    fputs("#0\n$dumpvars\n", out);
    for (uint32_t signal = 0; signal < timeline->ring_count * SIGNALS; signal++) {
        uint32_t ring = signal / SIGNALS, own = signal % SIGNALS;

        values[signal] = is_number(signal) ? UINT32_MAX : 0;
        if (!trace_view_has_ring(changes->view, ring) ||
            (ring == 0 && !is_number(signal)) || own == HEALTH ||
            (own >= SOURCES && own < PENDING) ||
            (own >= PENDING && !trace_source_name(timeline->trace, ring - 1, own - PENDING)))
            continue;
        if (is_number(signal))
            fprintf(out, "bx %s\n", code(signal));
        else
            write_change(out, signal, 0);
    }
    fputs("$end\n", out);
}

static int compare(const void *left, const void *right)
{
    const struct change *a = left, *b = right;

    if (a->time != b->time)
        return a->time < b->time ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* Sources without a name are not declared. */
static bool is_declared(const struct trace *trace, uint32_t signal)
{
    uint32_t own = signal % SIGNALS;

    if (own < SOURCES)
        return true;
    return trace_source_name(trace, signal / SIGNALS - 1, (own - SOURCES) % BH_SOURCES) != NULL;
}

void trace_write_vcd(const struct trace_view *view, FILE *out)
{
    const struct timeline *timeline = view->timeline;
    size_t most = 4 * timeline->window_count + 2 * timeline->interval_count +
                  3 * timeline->raise_count + timeline->record_count;
    struct changes changes = {view, allocate(most, sizeof changes.list[0]), 0};
    uint32_t *values = allocate(timeline->ring_count * SIGNALS, sizeof values[0]);
    int64_t time = 0;

    if (trace_view_has_kind(view, BH_TRACE_WINDOW))
        add_windows(&changes);
    if (trace_view_has_kind(view, TRACE_VIEW_RUN))
        add_activity(&changes);
    add_raises(&changes);
    add_records(&changes);
    qsort(changes.list, changes.count, sizeof changes.list[0], compare);
    write_header(&changes, out);
    write_initial(&changes, out, values);
    for (size_t i = 0; i < changes.count; i++) {
        const struct change *change = &changes.list[i];

        if ((change->value != EVENT && change->value == values[change->signal]) ||
            !is_declared(timeline->trace, change->signal))
            continue;
        if (change->time != time)
            fprintf(out, "#%" PRId64 "\n", time = change->time);
        write_change(out, change->signal, change->value);
        values[change->signal] = change->value;
    }
}
