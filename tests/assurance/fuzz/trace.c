/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The input is a kept trace: it is verified and shown in a format, or put into a report. Which, its
 * bytes decide: a trace may tell of many windows, and to write all takes long.
 */
#include <stdlib.h>
#include <unistd.h>

#include "host.h"

#include "document.h"
#include "memory.h"
#include "trace_formats.h"
#include "verify.h"

static const char *folder;
static uint32_t choice;

static void report(const struct trace *trace)
{
    json_t *document = document_trace(trace);
    char *written = json_dumps(document, JSON_COMPACT);

    if (!written)
        abort(); /* a report could not be written */
    free(written);
    json_decref(document);
}

static void work(const char *path)
{
    struct trace trace = trace_from_file(path);
    struct timeline timeline = timeline_make(&trace);
    struct trace_view view = {.timeline = &timeline,
                              .rings = UINT64_MAX,
                              .kinds = UINT32_MAX,
                              .from = INT64_MIN,
                              .to = INT64_MAX};

    const struct trace_format *format = &trace_formats[choice / 16 % TRACE_FORMATS];

    timeline_print_lost(&timeline);
    if (choice % 16 == 0) {
        report(&trace);
        return;
    }
    if (choice & 1) {
        view.from = timeline.begin / 2 + timeline.end / 2;
        view.rings = 3;
    }
    trace_show(format, &view, format->write_folder ? folder : "/dev/null");
    verify_trace(&view);
}

static void remove_folder(void)
{
    unlink(text("%s/metadata", folder));
    unlink(text("%s/stream", folder));
    rmdir(folder);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!folder) {
        const char *parent = getenv("TMPDIR");

        folder = mkdtemp(text("%s/trace-XXXXXX", parent ? parent : "/tmp"));
        if (!folder)
            abort();
        atexit(remove_folder);
    }
    choice = checksum(data, size);
    host_try(data, size, work);
    return 0;
}
