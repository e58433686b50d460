/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "until.h"

#include <inttypes.h>

#include "memory.h"
#include "report.h"
#include "schedule_place.h"
#include "share.h"

const char *until_plugin(bh_time time, const char *image, const struct ram *ram)
{
    struct schedule_place place;
    uint32_t advance;

    if (!schedule_place_find(image, &place) ||
        !kernel_debug_function("schedule_advance", &advance))
        give_up("--until needs the debugging information of the image's own kernel; build kernel "
                "and image again");
    return text("%s,time=%" PRIu64 ",advance=%" PRIu32 ",frame=%" PRIu32 ",windows=%" PRIu32
                ",next=%" PRIu32 ",ram=%d",
                share_path("until.so"), time, advance, place.frame_start.address,
                place.windows.address, place.next_window.address, ram->file);
}
