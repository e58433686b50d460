/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "pages.h"

#include <string.h>

#include "module.h"

#define ENTRIES    1024
#define TABLE_SPAN (UINT64_C(1) << 22)

#define DIRECTORY_KERNEL (PAGE_PRESENT | PAGE_WRITE | PAGE_ACCESSED)
#define DIRECTORY_USER   (PAGE_PRESENT | PAGE_WRITE | PAGE_USER | PAGE_ACCESSED)

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
               "what this host writes to memory is what an x86 reads");

size_t space_tables(const struct space *space)
{
    bool used[ENTRIES] = {false};
    size_t count = 0;

    for (size_t i = 0; i < space->count; i++) {
        const struct mapping *mapping = &space->mappings[i];
        uint64_t last = mapping->virtual + mapping->pages * BH_PAGE_SIZE - 1;

        for (uint64_t d = mapping->virtual / TABLE_SPAN; d <= last / TABLE_SPAN; d++)
            used[d] = true;
    }
    for (size_t d = 0; d < ENTRIES; d++)
        count += used[d];
    return count;
}

static uint32_t *entries_at(uint8_t *image, uint64_t physical)
{
    /* Pages of an allocated buffer: aligned well enough for words. */
    return (uint32_t *)(void *)(image + (physical - BH_KERNEL_BASE));
}

/* Fill a directory; its tables are taken from `tables` on, in the order of their first use. */
static void write_space(uint8_t *image, uint64_t directory, uint64_t tables,
                        const struct space *space, uint32_t directory_flags)
{
    uint32_t *entries = entries_at(image, directory);

    for (size_t i = 0; i < space->count; i++) {
        const struct mapping *mapping = &space->mappings[i];

        for (uint64_t p = 0; p < mapping->pages; p++) {
            uint64_t page = mapping->virtual / BH_PAGE_SIZE + p;
            uint32_t *entry = &entries[page / ENTRIES];

            if (!*entry) {
                *entry = (uint32_t)tables | directory_flags;
                tables += BH_PAGE_SIZE;
            }
            uint32_t *table = entries_at(image, *entry & ~(uint32_t)(BH_PAGE_SIZE - 1));
            table[page % ENTRIES] =
                (uint32_t)(mapping->physical + p * BH_PAGE_SIZE) | mapping->flags;
        }
    }
}

void pages_write(const struct module *module, uint8_t *image)
{
    const struct layout *layout = &module->layout;
    struct space kernel = space_of_kernel(module);

    write_space(image, layout->kernel_directory, layout->kernel_directory + BH_PAGE_SIZE, &kernel,
                DIRECTORY_KERNEL);
    for (size_t i = 0; i < module->config.partition_count; i++) {
        struct space space = space_of_partition(module, i);

        /* The kernel's tables are shared by all directories. */
        memcpy(entries_at(image, layout->directories[i]),
               entries_at(image, layout->kernel_directory), BH_PAGE_SIZE);
        write_space(image, layout->directories[i], layout->directories[i] + BH_PAGE_SIZE, &space,
                    DIRECTORY_USER);
    }
}
