/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "ram.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <bulkhead/layout.h>

#include "memory.h"
#include "pages.h"
#include "report.h"

struct ram ram_make(void)
{
    struct ram ram = {.file = memfd_create("machine", MFD_CLOEXEC)};

    if (ram.file < 0)
        give_up("cannot make room for the machine's memory: %s", strerror(errno));
    return ram;
}

const char *ram_path(const struct ram *ram)
{
    return text("/proc/self/fd/%d", ram->file);
}

/* QEMU gives the file its size when it starts. */
static void map(struct ram *ram)
{
    struct stat status;

    if (ram->file == RAM_NONE || fstat(ram->file, &status) != 0 || status.st_size == 0)
        return;
    const uint8_t *bytes =
        mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, ram->file, 0);
    if (bytes == MAP_FAILED)
        return;
    ram->bytes = bytes;
    ram->size = (uint64_t)status.st_size;
}

const void *ram_at(struct ram *ram, uint64_t address, uint64_t bytes)
{
    if (!ram->bytes)
        map(ram);
    return address < ram->size && bytes <= ram->size - address ? ram->bytes + address : NULL;
}

/* Follow one level of a page directory or table. */
static uint32_t entry_at(struct ram *ram, uint64_t table, uint32_t index)
{
    const uint32_t *entry = ram_at(ram, table + index * sizeof *entry, sizeof *entry);

    return entry && *entry & PAGE_PRESENT ? *entry & ~(uint32_t)(BH_PAGE_SIZE - 1) : 0;
}

const void *ram_at_virtual(struct ram *ram, uint32_t directory, uint32_t address, uint32_t bytes)
{
    uint32_t offset = address % BH_PAGE_SIZE;
    uint32_t table = entry_at(ram, directory, address >> 22);
    uint32_t page = table ? entry_at(ram, table, address >> 12 & 1023) : 0;

    return page && bytes <= BH_PAGE_SIZE - offset ? ram_at(ram, page + offset, bytes) : NULL;
}
