/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "schedule_place.h"

#include <string.h>

#include <bulkhead/tables.h>

static bool find(const char *member, size_t bytes, struct kernel_place *place)
{
    return kernel_debug_member("schedule", member, place) && place->bytes == bytes;
}

bool schedule_place_find(const char *image, struct schedule_place *place)
{
    return kernel_debug_fits(image) && find("windows", sizeof(uint32_t), &place->windows) &&
           find("next_window", sizeof(uint32_t), &place->next_window) &&
           find("frame_start", sizeof(bh_time), &place->frame_start);
}

/* Zero where there is nothing yet, as before the kernel has begun. */
static uint64_t value_at(struct ram *ram, const struct kernel_place *place)
{
    const void *bytes = ram_at(ram, place->address, place->bytes);
    uint64_t value = 0;

    if (bytes)
        memcpy(&value, bytes, place->bytes);
    return value;
}

bh_time schedule_next(struct ram *ram, const struct schedule_place *place)
{
    uint64_t windows = value_at(ram, &place->windows);
    uint64_t next = value_at(ram, &place->next_window);
    const struct bh_window *window = ram_at(ram, windows + next * sizeof *window, sizeof *window);

    return value_at(ram, &place->frame_start) + (window ? window->start : 0);
}
