/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The metadata of a trace in Common Trace Format, and the numbers that it gives to events.
 */
#ifndef HOST_CTF_METADATA_H
#define HOST_CTF_METADATA_H

#include <stdio.h>

#include "trace_file.h"

enum ctf_event_id {
    CTF_SWITCH,
    CTF_IRQ_ENTRY,
    CTF_IRQ_EXIT,
    CTF_UNKNOWN, /**< a record of a kind that this command does not know */
    CTF_KIND     /**< plus the kind */
};

void ctf_write_metadata(FILE *out, const struct trace *trace, const uint8_t uuid[16]);

#endif
