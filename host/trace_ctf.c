/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A trace in Common Trace Format 1.8 (https://diamon.org/ctf/v1.8.3/): a folder with the metadata and
 * one stream. Every record is an event `bulkhead_KIND`. For tools that know the Linux kernel's
 * events, Trace Compass among them, there are those too that a kernel with one processor and a
 * thread for each partition would write: see ctf_kernel.h. */
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "ctf_kernel.h"
#include "ctf_metadata.h"
#include "image.h"
#include "memory.h"
#include "report.h"
#include "trace_formats.h"
#include "trace_kinds.h"
#include "trace_names.h"

#define STREAM "channel0_0"

static void require_own_folder(const char *path)
{
    static const char *const own[] = {".", "..", "metadata", STREAM};
    DIR *folder = opendir(path);

    if (!folder)
        give_up("cannot write into %s: %s; name another folder with -o", path, strerror(errno));
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        bool is_own = false;
        for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
            is_own |= strcmp(entry->d_name, own[i]) == 0;
        if (!is_own)
            give_up("%s holds %s, which is no part of a trace; name an empty or a new folder "
                    "with -o", path, entry->d_name);
    }
    closedir(folder);
}

static FILE *create(const char *folder, const char *name)
{
    const char *path = text("%s/%s", folder, name);
    FILE *file = fopen(path, "wb");

    if (!file)
        give_up("cannot write %s: %s; name another folder with -o", path, strerror(errno));
    return file;
}

static void finish(FILE *file, const char *folder)
{
    if (fflush(file) != 0 || ferror(file) || fclose(file) != 0)
        give_up("cannot write into %s: %s; name another folder with -o", folder, strerror(errno));
}

static void write_record(struct ctf_stream *stream, const struct trace *trace,
                         const struct timeline_record *record)
{
    const struct bh_trace_record *told = record->record;
    bool is_known = trace_kind_name(told->kind) != NULL;

    ctf_event(stream, is_known ? CTF_KIND + told->kind : CTF_UNKNOWN, ctf_time(record->time));
    ctf_string(stream, trace_ring_name(trace->tables, record->ring));
    if (!is_known)
        ctf_u32(stream, told->kind);
    for (unsigned i = 0; i < 4; i++) {
        if (is_known && !*trace_kind_argument(told->kind, i))
            continue;
        ctf_u32(stream, told->argument[i]);
        if (is_known && trace_argument_has_names(told->kind, i)) {
            const char *name = trace_value_name(trace, record->ring, told, i);
            ctf_string(stream, name ? name : "");
        }
    }
}

/* Both lists are by time; a switch comes before what the partition does then. */
static void write_events(struct ctf_stream *stream, const struct trace_view *view)
{
    const struct timeline *timeline = view->timeline;
    struct ctf_switches switches = ctf_switches(view);
    size_t next = 0;

    for (size_t i = 0; i < timeline->record_count; i++) {
        const struct timeline_record *record = &timeline->records[i];

        if (!trace_view_has(view, record))
            continue;
        while (next < switches.count && switches.list[next].time <= record->time)
            ctf_write_switch(stream, view, &switches.list[next++]);
        write_record(stream, timeline->trace, record);
        if (record->record->kind == BH_TRACE_DELIVER && record->ring > 0)
            ctf_write_interrupts(stream, view, record);
    }
    while (next < switches.count)
        ctf_write_switch(stream, view, &switches.list[next++]);
}

/* The same trace has the same number, on every machine. */
static void number_trace(const struct timeline *timeline, uint8_t uuid[16])
{
    const struct trace *trace = timeline->trace;
    size_t ring = (size_t)trace_ring_bytes(trace->tables);
    uint32_t words[4] = {
        trace->tables->checksum,
        checksum((const uint8_t *)(const void *)trace->tables, trace->tables->bytes),
        checksum((const uint8_t *)(const void *)trace->information, sizeof *trace->information),
        checksum(trace->rings, ring * timeline->ring_count),
    };

    memcpy(uuid, words, sizeof words);
    uuid[6] = (uint8_t)(0x80 | (uuid[6] & 0x0f)); /* RFC 9562: version 8, its own kind */
    uuid[8] = (uint8_t)(0x80 | (uuid[8] & 0x3f));
}

void trace_write_ctf(const struct trace_view *view, const char *path)
{
    struct ctf_stream stream = {0};

    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        give_up("cannot make the folder %s: %s; name another with -o", path, strerror(errno));
    require_own_folder(path);
    number_trace(view->timeline, stream.uuid);
    for (uint32_t i = 0; i < view->timeline->ring_count; i++)
        if (trace_view_has_ring(view, i))
            stream.lost += view->timeline->rings[i].lost;
    FILE *metadata = create(path, "metadata");
    ctf_write_metadata(metadata, view->timeline->trace, stream.uuid);
    finish(metadata, path);
    stream.file = create(path, STREAM);
    write_events(&stream, view);
    ctf_end(&stream);
    finish(stream.file, path);
}
