/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "releases.h"

const struct config_window *release_next(const struct config_schedule *schedule, size_t partition,
                                         size_t from)
{
    for (size_t i = from; i < schedule->window_count; i++)
        if (schedule->windows[i].partition == partition && schedule->windows[i].periodic)
            return &schedule->windows[i];
    return NULL;
}

bh_time release_first(const struct config *config, size_t partition)
{
    size_t initial = 0;

    for (size_t i = 0; i < config->schedule_count; i++)
        if (config->schedules[i].initial)
            initial = i;
    const struct config_window *window =
        initial < config->schedule_count ? release_next(&config->schedules[initial], partition, 0)
                                         : NULL;
    return window ? window->offset : BH_TIME_INFINITE;
}

bool release_exists(const struct config *config, size_t partition)
{
    for (size_t i = 0; i < config->schedule_count; i++)
        if (release_next(&config->schedules[i], partition, 0))
            return true;
    return false;
}
