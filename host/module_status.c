/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "module_status.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <bulkhead/status.h>
#include <bulkhead/vcpu.h>

#include "memory.h"
#include "report.h"
#include "trace_names.h"

/* An entry, and whose log has it: 0 the module's, then the partitions'. */
struct item {
    uint32_t ring;
    uint32_t number;
    const struct bh_log_entry *entry;
};

static const char *const states[] = {"INITIALIZATION", "NORMAL"};
static const char *const levels[] = {"PROCESS", "PARTITION", "MODULE"};
static const char *const actions[] = {"IGNORE", "IDLE", "COLD_RESTART", "WARM_RESTART"};
static const char *const module_actions[] = {"IGNORE", "SHUTDOWN", "RESET"};

#define NAME_OF(names, value) name_of(names, sizeof(names) / sizeof(names)[0], value)

static const char *name_of(const char *const *names, size_t count, uint32_t value)
{
    return value < count ? names[value] : "?";
}

static const char *or_unknown(const char *name)
{
    return name ? name : "?";
}

static int compare_items(const void *left, const void *right)
{
    const struct item *a = left, *b = right;

    if (a->entry->time != b->entry->time)
        return a->entry->time < b->entry->time ? -1 : 1;
    if (a->ring != b->ring)
        return a->ring < b->ring ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

static size_t take_log(const struct bh_log *log, uint32_t ring, struct item *items)
{
    uint32_t count = log->posted < BH_LOG_ENTRIES ? log->posted : BH_LOG_ENTRIES;

    for (uint32_t i = 0; i < count; i++) {
        uint32_t number = log->posted - count + i;
        items[i] = (struct item){ring, number, &log->entry[number % BH_LOG_ENTRIES]};
    }
    return count;
}

static void write_partition(FILE *file, const char *name, const struct bh_partition_status *status,
                            const struct bh_log *log)
{
    fprintf(file, "partition %s mode=%s start=%s code=%" PRIu32 " starts=%" PRIu32
            " errors=%" PRIu32 "\n", name, or_unknown(trace_mode_name(status->mode)),
            or_unknown(trace_start_name(status->start)), status->exit_code, status->starts,
            log->posted);
}

static void write_item(FILE *file, const struct item *item, const struct bh_tables *tables,
                       const struct bh_information *clock)
{
    const struct bh_log_entry *entry = item->entry;
    __int128 ns = ((__int128)entry->time - clock->epoch) * clock->multiplier >> clock->shift;

    fprintf(file, "%15" PRId64 " %s %s state=%s level=%s action=%s", (int64_t)ns,
            trace_ring_name(tables, item->ring), or_unknown(trace_error_name(entry->error)),
            NAME_OF(states, entry->state), NAME_OF(levels, entry->level),
            entry->level == BH_LEVEL_MODULE ? NAME_OF(module_actions, entry->action)
                                            : NAME_OF(actions, entry->action));
    fprintf(file, " detail=0x%" PRIx32 " code=0x%" PRIx32 " address=0x%" PRIx32 " pc=0x%" PRIx32
            "\n", entry->field[BH_LOG_DETAIL], entry->field[BH_LOG_CODE],
            entry->field[BH_LOG_ADDRESS], entry->field[BH_LOG_PC]);
}

static void write_all(FILE *file, const struct bh_tables *tables,
                      const struct bh_status_page *page, const struct bh_information *clock)
{
    uint32_t partitions = tables->partitions.count;
    struct item *items = allocate((partitions + 1) * (size_t)BH_LOG_ENTRIES, sizeof items[0]);
    size_t count = take_log(&page->module, 0, items);

    fprintf(file, "module %s state=%s start=%s resets=%" PRIu32 " errors=%" PRIu32 "\n",
            tables->module, NAME_OF(states, page->state), or_unknown(trace_start_name(page->start)),
            page->resets, page->module.posted);
    for (uint32_t i = 0; i < partitions; i++) {
        write_partition(file, trace_ring_name(tables, i + 1), &page->partition[i],
                        &page->partition_log[i]);
        count += take_log(&page->partition_log[i], i + 1, items + count);
    }
    qsort(items, count, sizeof items[0], compare_items);
    for (size_t i = 0; i < count; i++)
        write_item(file, &items[i], tables, clock);
}

void module_status_write(const char *path, const struct bh_tables *tables, struct ram *ram)
{
    const struct bh_status_page *page = ram_at(ram, tables->status, sizeof *page);
    const struct bh_information *clock = ram_at(ram, tables->information, sizeof *clock);

    if (!page || !clock)
        give_up("the machine's memory does not hold the module's status");
    FILE *file = fopen(path, "w");
    if (!file)
        give_up("cannot write %s: %s", path, strerror(errno));
    write_all(file, tables, page, clock);
    if (ferror(file) || fclose(file) != 0)
        give_up("cannot write %s: %s", path, strerror(errno));
}
