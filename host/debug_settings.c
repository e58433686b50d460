/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "debug_settings.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <bulkhead/descriptor.h>
#include <bulkhead/vcpu.h>

#include "descriptor.h"
#include "image.h"
#include "memory.h"
#include "share.h"

static void put_string(FILE *file, const char *name, const char *value)
{
    fprintf(file, "\"%s\": \"", name);
    for (const char *c = value; *c; c++) {
        if (*c == '"' || *c == '\\')
            fputc('\\', file);
        if ((unsigned char)*c < ' ')
            fprintf(file, "\\u%04x", *c);
        else
            fputc(*c, file);
    }
    fputs("\",\n", file);
}

/* A program's path as gdb finds it, wherever it is. */
static const char *absolute(const char *path)
{
    char *real = realpath(path, NULL);

    return real ? real : path;
}

/* The sources that the configuration numbers. */
static void put_sources(FILE *file, const struct module *module, size_t partition)
{
    struct blob blob = descriptor_make(module, partition);
    const struct bh_descriptor *descriptor = (const void *)blob.bytes;
    const struct bh_source_name *sources = (const void *)(blob.bytes + descriptor->sources.offset);

    fputs("\"sources\": {", file);
    for (uint32_t i = 0; i < descriptor->sources.count; i++)
        fprintf(file, "%s\"%" PRIu32 "\": \"%s\"", i ? ", " : "", sources[i].source,
                sources[i].name);
    fputs("}", file);
}

/* Modes, start conditions and the sources that every partition has, by number. */
static void put_names(FILE *file)
{
    fprintf(file, "\"modes\": {\"%d\": \"IDLE\", \"%d\": \"COLD_START\", "
                  "\"%d\": \"WARM_START\", \"%d\": \"NORMAL\"},\n",
            BH_MODE_IDLE, BH_MODE_COLD_START, BH_MODE_WARM_START, BH_MODE_NORMAL);
    fprintf(file, "\"starts\": {\"%d\": \"NORMAL\", \"%d\": \"PARTITION_RESTART\", "
                  "\"%d\": \"HM_MODULE_RESTART\", \"%d\": \"HM_PARTITION_RESTART\"},\n",
            BH_START_NORMAL, BH_START_PARTITION_RESTART, BH_START_HM_MODULE_RESTART,
            BH_START_HM_PARTITION_RESTART);
    fprintf(file, "\"sources\": {\"%d\": \"HEALTH\", \"%d\": \"WINDOW\", \"%d\": \"TIMER0\", "
                  "\"%d\": \"TIMER1\", \"%d\": \"CONSOLE\"},\n",
            BH_SOURCE_HEALTH, BH_SOURCE_WINDOW, BH_SOURCE_TIMER, BH_SOURCE_TIMER + 1,
            BH_SOURCE_CONSOLE);
}

static void put_partitions(FILE *file, const struct bootable *bootable)
{
    const struct bh_tables *tables = bootable->tables;
    const struct bh_partition *partitions = tables_at(tables, &tables->partitions);

    fputs("\"partitions\": [\n", file);
    for (size_t i = 0; i < tables->partitions.count; i++) {
        fputs(i ? ",\n{" : "{", file);
        put_string(file, "name", partitions[i].name);
        put_string(file, "program", absolute(bootable->module->programs[i].path));
        fprintf(file, "\"directory\": %" PRIu64 ",\n", (uint64_t)partitions[i].directory);
        put_sources(file, bootable->module, i);
        fputc('}', file);
    }
    fputs("],\n", file);
}

static void put_windows(FILE *file, const struct bh_tables *tables,
                        const struct bh_schedule *schedule)
{
    const struct bh_window *windows = tables_at(tables, &schedule->windows);

    for (size_t i = 0; i < schedule->windows.count; i++) {
        fprintf(file, "%s{\"start\": %" PRIu64, i ? ", " : "", windows[i].start);
        if (windows[i].partition != BH_NO_PARTITION)
            fprintf(file, ", \"partition\": %" PRIu32, windows[i].partition);
        fputc('}', file);
    }
}

static void put_schedules(FILE *file, const struct bh_tables *tables)
{
    const struct bh_schedule *schedules = tables_at(tables, &tables->schedules);

    fputs("\"schedules\": [\n", file);
    for (size_t i = 0; i < tables->schedules.count; i++) {
        fputs(i ? ",\n{" : "{", file);
        put_string(file, "name", schedules[i].name);
        fprintf(file, "\"frame\": %" PRIu64 ", \"windows\": [", schedules[i].frame);
        put_windows(file, tables, &schedules[i]);
        fputs("]}", file);
    }
    fputs("]\n", file);
}

void debug_settings_write(const char *path, const struct bootable *bootable, const struct ram *ram,
                          const char *socket, const char *folder)
{
    FILE *file = fopen(path, "w");

    if (!file)
        give_up("cannot write %s: %s", path, strerror(errno));
    fputs("{\n", file);
    put_string(file, "module", bootable->tables->module);
    put_string(file, "kernel", absolute(share_path("kernel.elf")));
    put_string(file, "socket", socket);
    put_string(file, "folder", folder);
    put_string(file, "ram", ram_path(ram));
    put_names(file);
    put_partitions(file, bootable);
    put_schedules(file, bootable->tables);
    fputs("}\n", file);
    if (ferror(file) || fclose(file) != 0)
        give_up("cannot write %s: %s", path, strerror(errno));
}
