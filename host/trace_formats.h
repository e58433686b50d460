/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The formats in which `bulkhead trace` shows a trace; each in a file of its own.
 *
 * Formats that have no time below zero tell what was before module time 0 as of 0.
 */
#ifndef HOST_TRACE_FORMATS_H
#define HOST_TRACE_FORMATS_H

#include <stdio.h>

#include "trace_view.h"

/** A format is one stream of bytes, or a folder. */
struct trace_format {
    const char *name;
    const char *text; /**< what it is */
    void (*write)(const struct trace_view *view, FILE *out);
    void (*write_folder)(const struct trace_view *view, const char *path);
};

/** All formats, the first being the default; then one without a name. */
extern const struct trace_format trace_formats[];

/** Show a view in a format: in a file or folder, or for NULL on standard output. Or give up. */
void trace_show(const struct trace_format *format, const struct trace_view *view,
                const char *path);

void trace_write_text(const struct trace_view *view, FILE *out);
void trace_write_csv(const struct trace_view *view, FILE *out);
void trace_write_ctf(const struct trace_view *view, const char *path);
void trace_write_perfetto(const struct trace_view *view, FILE *out);
void trace_write_vcd(const struct trace_view *view, FILE *out);

#endif
