/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The analysis for machines: the names of docs/analysis.md. Times are ns, sizes bytes. */
#include "analysis_print.h"
#include "json.h"
#include "memory_use.h"
#include "module.h"

static json_t *share_json(const struct config_partition *partition, const struct share *share)
{
    json_t *object = json_pack("{ss si}", "partition", partition->name, "windows",
                               (int)share->windows);

    if (share->windows == 0)
        return object;
    json_put(object, "planned", share->planned);
    json_put(object, "guest", share->guest);
    json_put(object, "shortest", share->shortest);
    json_put(object, "longest_wait", share->longest_wait);
    if (partition->period) {
        json_put(object, "period", partition->period);
        json_put(object, "duration", partition->duration);
        json_put(object, "period_least", share->period_least);
        json_put(object, "period_guest", share->period_guest);
    }
    return object;
}

static json_t *latency_json(const struct latency *latency)
{
    const struct config_end *source = &latency->channel->ends[0], *end = latency->destination;
    json_t *object = json_pack(
        "{ss s{ss ss} s{ss ss} sb sb}", "channel", latency->channel->name, "source", "partition",
        source->partition_name, "port", source->port_name, "destination", "partition",
        end->partition_name, "port", end->port_name, "runs", latency->runs, "local",
        latency->local);

    if (!latency->runs || latency->local)
        return object;
    json_put(object, "first", latency->first);
    json_put(object, "entry", latency->entry);
    json_put(object, "use", latency->use);
    json_put(object, "end_to_end", latency->end_to_end);
    if (latency->samples) {
        json_put(object, "oldest", latency->oldest);
        json_put(object, "refresh", latency->refresh);
    }
    return object;
}

static json_t *schedule_json(const struct config *config, const struct schedule_analysis *analysis)
{
    const struct config_schedule *schedule = analysis->schedule;
    json_t *shares = json_array(), *latencies = json_array();
    json_t *object = json_pack("{ss sb}", "name", schedule->name, "first",
                               schedule == first_schedule(config));

    json_put(object, "frame", schedule->frame);
    json_put(object, "planned", analysis->planned);
    json_put(object, "switch_instructions", analysis->worst.cost);
    json_put(object, "late", analysis->worst.late);
    for (size_t i = 0; i < config->partition_count; i++)
        json_array_append_new(shares, share_json(&config->partitions[i], &analysis->shares[i]));
    for (size_t i = 0; i < analysis->latency_count; i++)
        json_array_append_new(latencies, latency_json(&analysis->latencies[i]));
    json_object_set_new(object, "partitions", shares);
    json_object_set_new(object, "channels", latencies);
    return object;
}

static json_t *line_json(const struct config *config, const struct line_load *load)
{
    const struct config_line *line = load->line;
    json_t *object = json_pack("{ss ss}", "name", line->name, "partition",
                               config->partitions[line->device->partition].name);

    json_put(object, "line", line->number);
    json_put(object, "limit", line->limit);
    json_put(object, "instructions", load->cost);
    return object;
}

static json_t *memory_json(const struct module *module)
{
    struct memory_use use = memory_use(module);
    json_t *object = json_object(), *partitions = json_array();

    json_put(object, "board", use.board);
    json_put(object, "used", use.used);
    json_put(object, "kernel", use.kernel);
    json_put(object, "trace", use.trace);
    json_put(object, "channels", use.channels);
    for (size_t i = 0; i < module->config.partition_count; i++) {
        json_t *partition = json_pack("{ss}", "partition", module->config.partitions[i].name);

        json_put(partition, "memory", use.memories[i]);
        json_put(partition, "image", use.images[i]);
        json_array_append_new(partitions, partition);
    }
    json_object_set_new(object, "partitions", partitions);
    return object;
}

json_t *analysis_json(const struct module *module, const struct analysis *analysis)
{
    json_t *object = json_object(), *schedules = json_array(), *lines = json_array();

    json_put(object, "window_entry_lead", analysis->entry.lead);
    json_put(object, "window_entry_offset", analysis->entry.offset);
    for (size_t i = 0; i < analysis->schedule_count; i++)
        json_array_append_new(schedules, schedule_json(&module->config, &analysis->schedules[i]));
    for (size_t i = 0; i < analysis->line_count; i++)
        json_array_append_new(lines, line_json(&module->config, &analysis->lines[i]));
    json_object_set_new(object, "schedules", schedules);
    json_object_set_new(object, "lines", lines);
    json_object_set_new(object, "memory", memory_json(module));
    return object;
}
