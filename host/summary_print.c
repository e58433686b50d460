/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include <inttypes.h>

#include <bulkhead/trace.h>

#include "memory.h"
#include "summary.h"
#include "trace_names.h"

static const char *error_name(uint32_t error)
{
    const char *name = trace_error_name(error);

    return name ? name : text("error %" PRIu32, error);
}

static const char *time_of(const struct summary *summary)
{
    if (!summary->has_time)
        return "an unknown time";
    return text("%" PRIu64 ".%09" PRIu64 " s", summary->time / 1000000000,
                summary->time % 1000000000);
}

/* A figure, or a dash where the trace does not tell it. */
static const char *figure(const struct summary *summary, uint32_t kind, uint64_t value)
{
    return summary_knows(summary, kind) ? text("%" PRIu64, value) : "-";
}

static void print_row(FILE *stream, const struct summary *summary,
                      const struct summary_partition *partition)
{
    fprintf(stream, "  %-16s %9s %6s %10s %11s %7" PRIu32 " %10" PRIu64 " %10" PRIu64 "\n",
            partition->name,
            figure(summary, BH_TRACE_WINDOW, partition->windows - partition->late),
            figure(summary, BH_TRACE_WINDOW, partition->late),
            figure(summary, BH_TRACE_WINDOW, partition->worst),
            figure(summary, BH_TRACE_DELIVER, partition->deliveries),
            partition->health_events, partition->sent, partition->received);
}

static void print_health(FILE *stream, const struct summary_partition *partition)
{
    bool first = true;

    for (uint32_t i = 0; i < BH_ERRORS_MAX; i++) {
        if (!partition->health[i])
            continue;
        fprintf(stream, "%s%s%s%" PRIu32 " %s", first ? "  " : "", first ? partition->name : "",
                first ? ": " : ", ", partition->health[i], error_name(i));
        first = false;
    }
    if (!first)
        fputc('\n', stream);
}

void summary_print(FILE *stream, const struct summary *summary, const char *end)
{
    uint32_t count = summary->tables->partitions.count;
    bool lost = false;

    fprintf(stream, "module %s: %s after %s of module time\n", summary->tables->module, end,
            time_of(summary));
    fprintf(stream, "  %-16s %9s %6s %10s %11s %7s %10s %10s\n", "partition", "kept", "late",
            "worst ns", "deliveries", "health", "sent", "received");
    for (uint32_t i = 0; i < count; i++)
        print_row(stream, summary, &summary->partitions[i]);
    for (uint32_t i = 0; i < count; i++) {
        print_health(stream, &summary->partitions[i]);
        lost = lost || summary->partitions[i].lost;
    }
    if (!summary->traced)
        fputs("  Only a module with a trace tells windows and deliveries: add "
              "<Trace Records=\"4096\"/>.\n", stream);
    else if (lost)
        fputs("  The oldest records gave way to newer ones: the figures from the trace are of the "
              "newest.\n", stream);
}

static void print_json_figure(FILE *stream, const struct summary *summary, const char *name,
                              uint32_t kind, uint64_t value)
{
    if (summary_knows(summary, kind))
        fprintf(stream, ",\"%s\":%" PRIu64, name, value);
    else
        fprintf(stream, ",\"%s\":null", name);
}

static void print_json_health(FILE *stream, const struct summary *summary,
                              const struct summary_partition *partition)
{
    const char *separator = "";

    if (!summary_knows(summary, BH_TRACE_HEALTH)) {
        fputs(",\"health\":null", stream);
        return;
    }
    fputs(",\"health\":{", stream);
    for (uint32_t i = 0; i < BH_ERRORS_MAX; i++) {
        if (!partition->health[i])
            continue;
        fprintf(stream, "%s\"%s\":%" PRIu32, separator, error_name(i), partition->health[i]);
        separator = ",";
    }
    fputc('}', stream);
}

/* Names are letters, digits, `_`, `-` and `.`: nothing in them is to be escaped. */
static void print_json_ports(FILE *stream, const struct summary_partition *partition)
{
    fputs(",\"ports\":[", stream);
    for (uint32_t i = 0; i < partition->port_count; i++) {
        const struct bh_port *port = &partition->ports[i];
        bool source = port->direction == BH_PORT_SOURCE;

        fprintf(stream, "%s{\"name\":\"%s\",\"kind\":\"%s\",\"direction\":\"%s\"", i ? "," : "",
                port->name, port->kind == BH_PORT_SAMPLING ? "sampling" : "queuing",
                source ? "source" : "destination");
        if (source || port->kind == BH_PORT_QUEUING)
            fprintf(stream, ",\"messages\":%" PRIu32, partition->messages[i]);
        fputc('}', stream);
    }
    fputc(']', stream);
}

static void print_json_partition(FILE *stream, const struct summary *summary,
                                 const struct summary_partition *partition)
{
    fprintf(stream, "{\"name\":\"%s\"", partition->name);
    print_json_figure(stream, summary, "windows_kept", BH_TRACE_WINDOW,
                      partition->windows - partition->late);
    print_json_figure(stream, summary, "windows_late", BH_TRACE_WINDOW, partition->late);
    print_json_figure(stream, summary, "worst_lateness_ns", BH_TRACE_WINDOW, partition->worst);
    print_json_figure(stream, summary, "deliveries", BH_TRACE_DELIVER, partition->deliveries);
    fprintf(stream, ",\"health_events\":%" PRIu32, partition->health_events);
    print_json_health(stream, summary, partition);
    fprintf(stream, ",\"records_lost\":%" PRIu32, partition->lost);
    print_json_ports(stream, partition);
    fputc('}', stream);
}

void summary_print_json(FILE *stream, const struct summary *summary, const char *end, int status)
{
    fprintf(stream, "{\"module\":\"%s\",\"end\":\"%s\",\"status\":%d", summary->tables->module, end,
            status);
    if (summary->has_time)
        fprintf(stream, ",\"time_ns\":%" PRIu64, summary->time);
    fprintf(stream, ",\"traced\":%s,\"partitions\":[", summary->traced ? "true" : "false");
    for (uint32_t i = 0; i < summary->tables->partitions.count; i++) {
        if (i)
            fputc(',', stream);
        print_json_partition(stream, summary, &summary->partitions[i]);
    }
    fputs("]}\n", stream);
}
