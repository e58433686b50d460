/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "trace_formats.h"

#include <errno.h>
#include <string.h>

#include "report.h"

const struct trace_format trace_formats[] = {
    {"text", "a line for each record", trace_write_text, NULL},
    {"csv", "the same as comma-separated values", trace_write_csv, NULL},
    {"ctf", "a folder in Common Trace Format 1.8, for babeltrace2 and Trace Compass", NULL,
     trace_write_ctf},
    {"perfetto", "Chrome's trace events in JSON, for ui.perfetto.dev", trace_write_perfetto, NULL},
    {"vcd", "value changes, for GTKWave", trace_write_vcd, NULL},
    {NULL, NULL, NULL, NULL},
};

void trace_show(const struct trace_format *format, const struct trace_view *view,
                const char *path)
{
    if (format->write_folder) {
        if (!path)
            give_up("a trace in the format %s is a folder; name it with -o", format->name);
        format->write_folder(view, path);
        return;
    }
    FILE *out = path ? fopen(path, "wb") : stdout;
    if (!out)
        give_up("cannot write %s: %s; name another place with -o", path, strerror(errno));
    format->write(view, out);
    if (fflush(out) != 0 || ferror(out) || (path && fclose(out) != 0))
        give_up("cannot write %s: %s; name another place with -o", path ? path : "the trace",
                strerror(errno));
}
