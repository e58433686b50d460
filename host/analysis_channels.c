/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The alignments of a source's and a destination's windows are finitely many: a message is written
 * in the guest's part of one of the source's windows in the frame, and the destination finds it in
 * its next window, always the same one. So every number is a minimum or maximum over the windows.
 */
#include "analysis_channels.h"

#include "memory.h"
#include "windows.h"

static bool has_window(const struct config_schedule *schedule, uint32_t partition)
{
    FOR_WINDOWS_OF(schedule, partition, window)
        return true;
    return false;
}

static void raise_to(bh_time *most, bh_time value)
{
    if (value > *most)
        *most = value;
}

/* From each window of the source to the next one of the destination. */
static void measure_ways(const struct config_schedule *schedule, uint32_t source,
                         uint32_t destination, struct window_entry entry, struct latency *latency)
{
    latency->first = BH_TIME_INFINITE;
    FOR_WINDOWS_OF(schedule, source, window) {
        struct stretch written = guest_part(window, entry);
        struct stretch next = next_window(schedule, destination, window_end(window));
        bh_time entered = next.start + entry.offset;
        bh_time end = next.end - entry.lead > entered ? next.end - entry.lead : entered;

        if (entered - written.end < latency->first)
            latency->first = entered - written.end;
        raise_to(&latency->entry, entered - written.start);
        raise_to(&latency->use, end - written.start);
        raise_to(&latency->end_to_end, next.end - window_end(window));
    }
}

/* From each window of the destination back to the last one of the source, whose message it finds: the
 * last message of a window may be its first. One frame back there is a whole frame of them. */
static void measure_age(const struct config_schedule *schedule, uint32_t source,
                        uint32_t destination, struct window_entry entry, struct latency *latency)
{
    FOR_WINDOWS_OF(schedule, destination, window) {
        struct stretch read = guest_part(window, entry);
        bh_time written = 0;

        read.end += schedule->frame;
        FOR_WINDOWS_OF(schedule, source, before) {
            bh_time turn = window_end(before) <= window->offset ? schedule->frame : 0;
            raise_to(&written, guest_part(before, entry).start + turn);
        }
        raise_to(&latency->oldest, read.end - written);
    }
}

static struct latency measure(const struct config *config, const struct config_schedule *schedule,
                              const struct config_channel *channel, const struct config_end *end,
                              struct window_entry entry)
{
    const struct config_message_port *port = &config->message_ports[end->port];
    uint32_t source = channel->ends[0].partition;
    struct latency latency = {
        .channel = channel,
        .destination = end,
        .runs = has_window(schedule, source) && has_window(schedule, end->partition),
        .local = source == end->partition,
        .samples = port->kind == BH_PORT_SAMPLING,
        .refresh = port->refresh,
    };

    if (!latency.runs || latency.local)
        return latency;
    measure_ways(schedule, source, end->partition, entry, &latency);
    if (latency.samples)
        measure_age(schedule, source, end->partition, entry, &latency);
    return latency;
}

struct latency *latencies_of(const struct config *config, const struct config_schedule *schedule,
                             struct window_entry entry, size_t *count)
{
    size_t total = 0;

    for (size_t i = 0; i < config->channel_count; i++)
        total += config->channels[i].end_count - 1;
    struct latency *list = allocate(total, sizeof list[0]);
    *count = 0;
    for (size_t i = 0; i < config->channel_count; i++)
        for (size_t end = 1; end < config->channels[i].end_count; end++)
            list[(*count)++] = measure(config, schedule, &config->channels[i],
                                       &config->channels[i].ends[end], entry);
    return list;
}
