/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "analysis.h"

#include "analysis_channels.h"
#include "figures.h"
#include "memory.h"
#include "module.h"
#include "windows.h"

const struct config_schedule *first_schedule(const struct config *config)
{
    for (size_t i = 0; i < config->schedule_count; i++)
        if (config->schedules[i].initial)
            return &config->schedules[i];
    return &config->schedules[0];
}

static bh_time least(bh_time a, bh_time b)
{
    return a < b ? a : b;
}

/* Periods begin at the frame's start, and a frame is a multiple of them. */
static void measure_periods(const struct config_schedule *schedule, uint32_t index, bh_time period,
                            bh_time offset, struct share *share)
{
    share->period_least = share->period_guest = BH_TIME_INFINITE;
    for (bh_time from = 0; from < schedule->frame; from += period) {
        bh_time planned = 0, guest = 0;

        FOR_WINDOWS_OF(schedule, index, window) {
            struct stretch whole = {window->offset, window_end(window)};
            struct stretch part = guest_part(window, offset);
            struct stretch here = {from, from + period};

            planned += overlap(&whole, &here);
            guest += overlap(&part, &here);
        }
        share->period_least = least(share->period_least, planned);
        share->period_guest = least(share->period_guest, guest);
    }
}

static struct share measure_share(const struct config_schedule *schedule, uint32_t index,
                                  const struct config_partition *partition, bh_time offset)
{
    struct share share = {.shortest = BH_TIME_INFINITE};

    FOR_WINDOWS_OF(schedule, index, window) {
        struct stretch part = guest_part(window, offset);
        bh_time next = next_window(schedule, index, window_end(window)).start + offset;

        share.windows++;
        share.planned += window->duration;
        share.guest += part.end - part.start;
        share.shortest = least(share.shortest, part.end - part.start);
        if (next - part.end > share.longest_wait)
            share.longest_wait = next - part.end;
    }
    if (share.windows && partition->period)
        measure_periods(schedule, index, partition->period, offset, &share);
    return share;
}

static uint32_t close_cost(const struct config *config, uint32_t partition)
{
    uint32_t cost = 0;

    for (size_t i = 0; i < config->line_count; i++)
        if (config->lines[i].device->partition == partition)
            cost += FIGURE_LINE_CLOSE + FIGURE_LINE_IN_FLIGHT;
    return cost;
}

static uint32_t open_cost(const struct module *module, uint32_t partition)
{
    const struct config *config = &module->config;
    uint32_t cost = 0;

    for (size_t i = 0; i < config->line_count; i++)
        if (config->lines[i].device->partition == partition)
            cost += board_line(&module->board, config->lines[i].number)->flags & BH_LINE_LEVEL
                        ? FIGURE_LINE_OPEN_LEVEL
                        : FIGURE_LINE_OPEN_EDGE;
    return cost;
}

/* What it takes to close the lines of the window that ends at `time`. The frame's start follows the
 * end of any schedule's frame, for schedules change there. */
static uint32_t close_cost_at(const struct config *config, const struct config_schedule *schedule,
                              bh_time time)
{
    uint32_t most = 0;

    for (size_t s = 0; s < config->schedule_count; s++) {
        const struct config_schedule *before = &config->schedules[s];

        for (size_t w = 0; w < before->window_count; w++) {
            const struct config_window *window = &before->windows[w];
            bool ends = time == 0 ? window_end(window) == before->frame
                                  : before == schedule && window_end(window) == time;
            if (ends && close_cost(config, window->partition) > most)
                most = close_cost(config, window->partition);
        }
    }
    return most;
}

static struct change worst_change(const struct module *module,
                                  const struct config_schedule *schedule, bh_time offset)
{
    struct change worst = {0};

    for (size_t w = 0; w < schedule->window_count; w++) {
        const struct config_window *window = &schedule->windows[w];
        uint32_t cost = FIGURE_SWITCH + open_cost(module, window->partition) +
                        close_cost_at(&module->config, schedule, window->offset);

        if (cost > worst.cost)
            worst = (struct change){window, cost, cost > 3 * offset ? cost - 3 * offset : 0};
    }
    return worst;
}

static struct schedule_analysis analyse_schedule(const struct module *module,
                                                 const struct config_schedule *schedule,
                                                 bh_time offset)
{
    const struct config *config = &module->config;
    struct schedule_analysis result = {
        .schedule = schedule,
        .shares = allocate(config->partition_count, sizeof result.shares[0]),
        .worst = worst_change(module, schedule, offset),
    };

    for (uint32_t i = 0; i < config->partition_count; i++) {
        result.shares[i] = measure_share(schedule, i, &config->partitions[i], offset);
        result.planned += result.shares[i].planned;
    }
    result.latencies = latencies_of(config, schedule, offset, &result.latency_count);
    return result;
}

struct analysis analyse(const struct module *module)
{
    const struct config *config = &module->config;
    struct analysis analysis = {
        .offset = window_entry_offset(module),
        .counts = module->board.qemu_machine != NULL,
        .schedules = allocate(config->schedule_count, sizeof analysis.schedules[0]),
        .schedule_count = config->schedule_count,
        .lines = allocate(config->line_count, sizeof analysis.lines[0]),
        .line_count = config->line_count,
    };

    for (size_t i = 0; i < config->schedule_count; i++)
        analysis.schedules[i] = analyse_schedule(module, &config->schedules[i], analysis.offset);
    for (size_t i = 0; i < config->line_count; i++)
        analysis.lines[i] = (struct line_load){
            &config->lines[i], (uint64_t)(config->lines[i].limit + UINT64_C(1)) * FIGURE_INTERRUPT};
    return analysis;
}
