/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The analysis for people. docs/analysis.md says what the numbers mean. */
#include "analysis_print.h"

#include <inttypes.h>
#include <stdio.h>

#include "colours.h"
#include "figures.h"
#include "memory.h"
#include "memory_use.h"
#include "module.h"
#include "values.h"

static const char *percent(uint64_t part, uint64_t whole)
{
    uint64_t permille = whole ? (uint64_t)((double)part / (double)whole * 1000 + 0.5) : 0;

    return text("%" PRIu64 ".%" PRIu64 " %%", permille / 10, permille % 10);
}

static void print_heading(const char *heading)
{
    printf("\n%s\n", in_colour(stdout, BOLD, heading));
}

static void print_shares(const struct config *config, const struct schedule_analysis *analysis)
{
    bh_time frame = analysis->schedule->frame;

    printf("  %-16s %7s %12s %7s %14s %14s\n", "partition", "windows", "planned", "", "guest",
           "longest wait");
    for (size_t i = 0; i < config->partition_count; i++) {
        const struct share *share = &analysis->shares[i];
        const char *name = config->partitions[i].name;

        if (share->windows)
            printf("  %-16s %7zu %12s %7s %14s %14s\n", name, share->windows,
                   time_exact(share->planned), percent(share->planned, frame),
                   time_exact(share->guest), time_exact(share->longest_wait));
        else
            printf("  %-16s %7s\n", name, "none");
    }
    printf("  %-16s %7s %12s %7s\n", "(nobody)", "", time_exact(frame - analysis->planned),
           percent(frame - analysis->planned, frame));
}

static void print_periods(const struct config *config, const struct schedule_analysis *analysis)
{
    for (size_t i = 0; i < config->partition_count; i++) {
        const struct config_partition *partition = &config->partitions[i];
        const struct share *share = &analysis->shares[i];

        if (share->windows && partition->period)
            printf("  %s: in each Period of %s %s or more (Duration %s), %s of it the guest's\n",
                   partition->name, time_exact(partition->period), time_exact(share->period_least),
                   time_exact(partition->duration), time_exact(share->period_guest));
    }
}

static void print_switches(const struct analysis *analysis, const struct change *worst)
{
    bh_time room = analysis->entry.lead + analysis->entry.offset;

    printf("  windows are entered %s after their planned start", time_exact(analysis->entry.offset));
    if (!analysis->counts) {
        printf(", if the longest switch,\n  %u instructions, takes %s or less on this board\n",
               worst->cost, time_exact(room));
        return;
    }
    if (worst->late == 0)
        printf(": the longest switch takes %s of %s\n", time_exact(worst->cost), time_exact(room));
    else
        printf(", that of %s at %s\n  up to %s later (WINDOW_MISSED) at worst; "
               "give the module WindowEntryLead=\"%uns\"\n",
               worst->window->partition_name, time_exact(worst->window->offset),
               time_exact(worst->late), worst->cost - (uint32_t)analysis->entry.offset);
}

static void print_latency(const struct latency *latency)
{
    const struct config_end *source = &latency->channel->ends[0];

    printf("  %s: %s.%s -> %s.%s\n", latency->channel->name, source->partition_name,
           source->port_name, latency->destination->partition_name,
           latency->destination->port_name);
    if (!latency->runs) {
        printf("      one of the two does not run in this schedule\n");
        return;
    }
    if (latency->local) {
        printf("      within one partition: at once\n");
        return;
    }
    printf("      waits %s to %s, is used within %s; window's end to window's end %s\n",
           time_exact(latency->first), time_exact(latency->entry), time_exact(latency->use),
           time_exact(latency->end_to_end));
    if (latency->samples)
        printf("      is at most %s old when read, RefreshPeriod %s%s\n",
               time_exact(latency->oldest), time_exact(latency->refresh),
               latency->oldest > latency->refresh ? ": can be INVALID" : "");
}

static void print_schedule(const struct config *config, const struct analysis *analysis,
                           const struct schedule_analysis *schedule)
{
    print_heading(text("schedule %s%s: major frame %s", schedule->schedule->name,
                       schedule->schedule == first_schedule(config) ? ", the first" : "",
                       time_exact(schedule->schedule->frame)));
    print_shares(config, schedule);
    print_periods(config, schedule);
    print_switches(analysis, &schedule->worst);
    if (schedule->latency_count)
        print_heading(text("channels in schedule %s", schedule->schedule->name));
    for (size_t i = 0; i < schedule->latency_count; i++)
        print_latency(&schedule->latencies[i]);
}

/* The poorest window of a partition in any schedule. */
static bh_time shortest_window(const struct analysis *analysis, uint32_t partition)
{
    bh_time shortest = BH_TIME_INFINITE;

    for (size_t i = 0; i < analysis->schedule_count; i++)
        if (analysis->schedules[i].shares[partition].shortest < shortest)
            shortest = analysis->schedules[i].shares[partition].shortest;
    return shortest;
}

static void print_lines(const struct config *config, const struct analysis *analysis)
{
    if (analysis->line_count)
        print_heading(text("interrupts, %d instructions each to the handler and back, without "
                           "the handler's own", FIGURE_INTERRUPT));
    for (size_t i = 0; i < analysis->line_count; i++) {
        const struct line_load *load = &analysis->lines[i];
        uint32_t owner = load->line->device->partition;

        printf("  %s of %s, line %u: %" PRIu64 " in a window at most, %" PRIu64 " instructions",
               load->line->name, config->partitions[owner].name, load->line->number,
               load->line->limit + UINT64_C(1), load->cost);
        if (analysis->counts)
            printf(", %s of the shortest (%s)",
                   percent(load->cost, shortest_window(analysis, owner)),
                   time_exact(shortest_window(analysis, owner)));
        putchar('\n');
    }
}

static void print_memory(const struct module *module)
{
    struct memory_use use = memory_use(module);

    print_heading(text("memory: %s of %s in use (build --map lists addresses)", size_text(use.used),
                       size_text(use.board)));
    printf("  %-16s %10s\n  %-16s %10s\n  %-16s %10s\n", "kernel", size_text(use.kernel), "trace",
           size_text(use.trace), "channels", size_text(use.channels));
    for (size_t i = 0; i < module->config.partition_count; i++)
        printf("  %-16s %10s of RAM, image %s\n", module->config.partitions[i].name,
               size_text(use.memories[i]), size_text(use.images[i]));
}

void analysis_print(const struct module *module, const struct analysis *analysis)
{
    for (size_t i = 0; i < analysis->schedule_count; i++)
        print_schedule(&module->config, analysis, &analysis->schedules[i]);
    print_lines(&module->config, analysis);
    print_memory(module);
}
