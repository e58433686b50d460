/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * How far a run has come: a line on the terminal's standard error that is rewritten in place, and taken
 * away before anything else is printed.
 */
#ifndef HOST_PROGRESS_H
#define HOST_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include <bulkhead/tables.h>
#include <bulkhead/types.h>

#include "ram.h"
#include "schedule_place.h"

/** ms from one look to the next. */
#define PROGRESS_MS 500

struct progress {
    struct ram *ram; /**< NULL: nothing is shown */
    const struct bh_tables *tables;
    struct schedule_place place;
    bh_time end;     /**< ns, of the run; 0: it has none */
    int64_t next;    /**< ms, of the next look */
    bool shown;
};

/** Begin, for a module, its image and its machine's memory. Shows nothing where standard error is no
 * terminal, or the image's kernel has no debugging information. */
struct progress progress_begin(const struct bh_tables *tables, const char *image, struct ram *ram,
                               bh_time end);

/** Show the module's time if it is time (`now`, ms) to. */
void progress_show(struct progress *progress, int64_t now);

void progress_hide(struct progress *progress);

#endif
