/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Where a module stands in its schedule, read from the kernel's memory.
 */
#ifndef HOST_SCHEDULE_PLACE_H
#define HOST_SCHEDULE_PLACE_H

#include <stdbool.h>

#include <bulkhead/types.h>

#include "kernel_debug.h"
#include "ram.h"

/** Where the kernel keeps it: members of its variable `schedule`. */
struct schedule_place {
    struct kernel_place windows;     /**< address of the current schedule's struct bh_window */
    struct kernel_place next_window; /**< index of the window that comes next */
    struct kernel_place frame_start; /**< ns, of the major frame that it belongs to */
};

/** Find the members. False if the kernel has no debugging information, or is another one than the
 * image's. */
bool schedule_place_find(const char *image, struct schedule_place *place);

/** ns: planned start of the next window. True unless the kernel is just about to change it. */
bh_time schedule_next(struct ram *ram, const struct schedule_place *place);

#endif
