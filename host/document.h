/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The document that a report shows: a module, and if there is one a trace of its run, as JSON.
 * host/report/ says how it looks. Times are ns, addresses and sizes bytes; partitions, schedules and
 * so on are named by their index, -1 being none. docs/report.md describes the members.
 */
#ifndef HOST_DOCUMENT_H
#define HOST_DOCUMENT_H

#include <jansson.h>

#include "module.h"
#include "trace_file.h"

/** A built module: its tables are in `image`. */
json_t *document_module(const struct module *module, const struct blob *image);

/** Physical ranges, and what kernel and partitions see. */
json_t *document_memory(const struct module *module);

/** What a trace tells, and how the trace's numbers are called. */
json_t *document_trace(const struct trace *trace);

/** The file that the module was read from, as text. */
json_t *document_source(const char *path);

/** A file's bytes, with a zero behind them, or give up. */
const char *document_read(const char *path, size_t *length);

/** A string that may be no UTF-8: bytes that are none become '?'. */
json_t *document_text(const char *text, size_t length);

/** A value of `object`, which goes to the document; gives up if memory ran out. */
void document_set(json_t *object, const char *key, json_t *value);
void document_add(json_t *array, json_t *value);

/** An index: BH_NO_PARTITION is -1. */
json_t *document_index(uint32_t index);

#endif
