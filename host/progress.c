/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "progress.h"

#include <stdio.h>
#include <unistd.h>

#include <bulkhead/status.h>

struct progress progress_begin(const struct bh_tables *tables, const char *image, struct ram *ram,
                               bh_time end)
{
    struct progress progress = {.tables = tables, .end = end};

    if (isatty(STDERR_FILENO) && schedule_place_find(image, &progress.place))
        progress.ram = ram;
    return progress;
}

/* Whether the module's first frame has come. Before, the kernel's memory is what was there. */
static bool has_begun(const struct progress *progress)
{
    const struct bh_status_page *status =
        ram_at(progress->ram, progress->tables->status, sizeof *status);

    return status && status->checksum == progress->tables->checksum &&
           status->state == BH_STATE_NORMAL;
}

static double seconds(bh_time time)
{
    return (double)time / 1e9;
}

void progress_show(struct progress *progress, int64_t now)
{
    if (!progress->ram || now < progress->next || !has_begun(progress))
        return;
    progress->next = now + PROGRESS_MS;
    progress->shown = true;
    bh_time time = schedule_next(progress->ram, &progress->place);
    if (progress->end)
        fprintf(stderr, "\r-- %.1f s of %.1f s\033[K", seconds(time), seconds(progress->end));
    else
        fprintf(stderr, "\r-- %.1f s\033[K", seconds(time));
}

void progress_hide(struct progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}
