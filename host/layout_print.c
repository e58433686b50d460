/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The memory map for people: physical ranges, then each address space. */
#include <inttypes.h>
#include <stdio.h>

#include "channels.h"
#include "devices.h"
#include "memory.h"
#include "module.h"
#include "pages.h"
#include "values.h"

static void print_range(const struct bh_range *range)
{
    printf("  %08" PRIx64 "-%08" PRIx64 " %8s  %s\n", range->start,
           range->start + range->bytes - 1, size_text(range->bytes), range->text);
}

static void print_space(const char *name, const struct space *space)
{
    printf("%s\n", name);
    for (size_t i = 0; i < space->count; i++) {
        const struct mapping *mapping = &space->mappings[i];
        uint64_t bytes = mapping->pages * BH_PAGE_SIZE;

        printf("  %08" PRIx64 "-%08" PRIx64 " %8s  at %08" PRIx64 " %s  %s\n", mapping->virtual,
               mapping->virtual + bytes - 1, size_text(bytes), mapping->physical,
               mapping->flags & PAGE_WRITE ? "rw" : "r ", mapping->what);
    }
}

void layout_print(const struct module *module)
{
    struct space kernel = space_of_kernel(module);

    puts("physical memory");
    for (size_t i = 0; i < module->layout.range_count; i++)
        print_range(&module->layout.ranges[i]);
    channels_print(module);
    print_space("kernel, in every address space", &kernel);
    for (size_t i = 0; i < module->config.partition_count; i++) {
        struct space space = space_of_partition(module, i);
        print_space(text("partition %s", module->config.partitions[i].name), &space);
        message_ports_print(&module->config, i);
        devices_print(module, i);
    }
}
