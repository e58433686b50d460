/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Checks of the trace, and of who reads it. */
#include <string.h>

#include "module.h"
#include "trace_kinds.h"

#define TRACE_RECORDS_MAX (UINT32_C(1) << 20)

/* What a partition has of its address space for the rings. */
#define TRACE_ROOM (BH_TRACE_LIMIT - BH_TRACE_BASE)

void check_trace_records(const struct module *module)
{
    uint32_t records = module->config.trace_records;

    if (!module->config.trace_place.file)
        return;
    uint32_t power = 1;
    while (power < records && power < TRACE_RECORDS_MAX)
        power *= 2;
    if (records != power)
        report_fault(CHECK_trace_records, &module->config.trace_place,
                     "Records %u is no power of two up to %u; make it %u, or delete Trace to turn "
                     "tracing off", records, TRACE_RECORDS_MAX, records ? power : 1024);
}

#define KIND_LIST(number, name, a, b, c, d, text) #name ", "

void check_trace_kind(const struct module *module)
{
    static const char list[] = BH_TRACE_KINDS(KIND_LIST);
    const struct config *config = &module->config;

    for (size_t i = 0; i < config->trace_kind_count; i++)
        if (trace_kind_number(config->trace_kinds[i]) == 0)
            report_fault(CHECK_trace_kind, &config->trace_place,
                         "there is no kind of record %s; name some of %.*s",
                         config->trace_kinds[i], (int)strlen(list) - 2, list);
}

void check_read_trace(const struct module *module)
{
    const struct config *config = &module->config;

    for (size_t i = 0; i < config->partition_count; i++)
        if (config->partitions[i].rights & BH_RIGHT_TRACE && !config->trace_place.file)
            report_fault(CHECK_read_trace, &config->partitions[i].rights_place,
                         "%s may read a trace that the module does not write; add <Trace "
                         "Records=\"4096\"/> to the module, or delete ReadTrace",
                         config->partitions[i].name);
}

void check_read_trace_room(const struct module *module)
{
    struct config config = module->config;

    while (trace_bytes(&config) > TRACE_ROOM)
        config.trace_records /= 2;
    if (config.trace_records == module->config.trace_records)
        return;
    for (size_t i = 0; i < config.partition_count; i++)
        if (config.partitions[i].rights & BH_RIGHT_TRACE)
            report_fault(CHECK_read_trace_room, &config.trace_place,
                         "%zu rings of %u records are more than %s may see; lower Records to %u",
                         config.partition_count + 1, module->config.trace_records,
                         config.partitions[i].name, config.trace_records);
}
