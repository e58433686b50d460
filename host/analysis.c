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
                            struct window_entry entry, struct share *share)
{
    share->period_least = share->period_guest = BH_TIME_INFINITE;
    for (bh_time from = 0; from < schedule->frame; from += period) {
        bh_time planned = 0, guest = 0;

        FOR_WINDOWS_OF(schedule, index, window) {
            struct stretch whole = {window->offset, window_end(window)};
            struct stretch part = guest_part(window, entry);
            struct stretch here = {from, from + period};

            planned += overlap(&whole, &here);
            guest += overlap(&part, &here);
        }
        share->period_least = least(share->period_least, planned);
        share->period_guest = least(share->period_guest, guest);
    }
}

static struct share measure_share(const struct config_schedule *schedule, uint32_t index,
                                  const struct config_partition *partition, struct window_entry entry)
{
    struct share share = {.shortest = BH_TIME_INFINITE};

    FOR_WINDOWS_OF(schedule, index, window) {
        struct stretch part = guest_part(window, entry);
        bh_time next = next_window(schedule, index, window_end(window)).start + entry.offset;

        share.windows++;
        share.planned += window->duration;
        share.guest += part.end - part.start;
        share.shortest = least(share.shortest, part.end - part.start);
        if (next - part.end > share.longest_wait)
            share.longest_wait = next - part.end;
    }
    if (share.windows && partition->period)
        measure_periods(schedule, index, partition->period, entry, &share);
    return share;
}

static uint32_t lines_of(const struct config *config, uint32_t partition)
{
    uint32_t count = 0;

    for (size_t i = 0; i < config->line_count; i++)
        count += config->lines[i].device->partition == partition;
    return count;
}

/* How many lines the window that ends at `time` has. The frame's start follows the end of any
 * schedule's frame, for schedules change there. */
static uint32_t closed_at(const struct config *config, const struct config_schedule *schedule,
                          bh_time time)
{
    uint32_t most = 0;

    for (size_t s = 0; s < config->schedule_count; s++) {
        const struct config_schedule *before = &config->schedules[s];

        for (size_t w = 0; w < before->window_count; w++) {
            const struct config_window *window = &before->windows[w];
            bool ends = time == 0 ? window_end(window) == before->frame
                                  : before == schedule && window_end(window) == time;
            if (ends && lines_of(config, window->partition) > most)
                most = lines_of(config, window->partition);
        }
    }
    return most;
}

static struct change worst_change(const struct module *module,
                                  const struct config_schedule *schedule, struct window_entry entry)
{
    const bh_time room = entry.lead + entry.offset;
    const bool has_io_apic = module->board.io_apic != 0;
    struct change worst = {0};

    for (size_t w = 0; w < schedule->window_count; w++) {
        const struct config_window *window = &schedule->windows[w];
        uint32_t closed = closed_at(&module->config, schedule, window->offset);
        uint32_t opened = lines_of(&module->config, window->partition);
        uint32_t cost =
            (has_io_apic ? FIGURE_SWITCH : FIGURE_SWITCH_PIC) +
            closed * (has_io_apic ? FIGURE_LINE_CLOSED : FIGURE_LINE_CLOSED_PIC) +
            opened * (has_io_apic ? FIGURE_LINE_OPENED : FIGURE_LINE_OPENED_PIC);

        if (cost > worst.cost)
            worst = (struct change){window, cost, cost > room ? cost - room : 0};
    }
    return worst;
}

static struct schedule_analysis analyse_schedule(const struct module *module,
                                                 const struct config_schedule *schedule,
                                                 struct window_entry entry)
{
    const struct config *config = &module->config;
    struct schedule_analysis result = {
        .schedule = schedule,
        .shares = allocate(config->partition_count, sizeof result.shares[0]),
        .worst = worst_change(module, schedule, entry),
    };

    for (uint32_t i = 0; i < config->partition_count; i++) {
        result.shares[i] = measure_share(schedule, i, &config->partitions[i], entry);
        result.planned += result.shares[i].planned;
    }
    result.latencies = latencies_of(config, schedule, entry, &result.latency_count);
    return result;
}

struct analysis analyse(const struct module *module)
{
    const struct config *config = &module->config;
    struct analysis analysis = {
        .entry = window_entry(module),
        .counts = module->board.qemu_machine != NULL,
        .schedules = allocate(config->schedule_count, sizeof analysis.schedules[0]),
        .schedule_count = config->schedule_count,
        .lines = allocate(config->line_count, sizeof analysis.lines[0]),
        .line_count = config->line_count,
    };

    for (size_t i = 0; i < config->schedule_count; i++)
        analysis.schedules[i] = analyse_schedule(module, &config->schedules[i], analysis.entry);
    for (size_t i = 0; i < config->line_count; i++)
        analysis.lines[i] = (struct line_load){
            &config->lines[i], (uint64_t)(config->lines[i].limit + UINT64_C(1)) * FIGURE_INTERRUPT};
    return analysis;
}
