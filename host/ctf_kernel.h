/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A trace as the Linux kernel's tracer would tell it: partition p is the thread p + 1, thread 0 is
 * the idle one, a virtual interrupt's source is the interrupt's number.
 *
 * A partition is switched to when it begins to be busy, and from when it waits, stops, or its window
 * ends. A delivery is the handler's entry and exit for each source that it finds pending, both at
 * its time: nothing is recorded of how long a guest's handler takes.
 */
#ifndef HOST_CTF_KERNEL_H
#define HOST_CTF_KERNEL_H

#include "ctf_stream.h"
#include "trace_view.h"

struct ctf_switch {
    int64_t time;
    uint32_t from; /**< threads */
    uint32_t to;
    bool waits;    /**< the thread that is left does not want to go on */
};

struct ctf_switches {
    struct ctf_switch *list; /**< by time */
    size_t count;
};

struct ctf_switches ctf_switches(const struct trace_view *view);

void ctf_write_switch(struct ctf_stream *stream, const struct trace_view *view,
                      const struct ctf_switch *change);

/** The handlers' entries and exits of a DELIVER record. */
void ctf_write_interrupts(struct ctf_stream *stream, const struct trace_view *view,
                          const struct timeline_record *record);

/** The format's time: none is below zero. */
uint64_t ctf_time(int64_t time);

#endif
