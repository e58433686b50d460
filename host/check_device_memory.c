/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Checks of device memory. */
#include <inttypes.h>

#include "module.h"
#include "values.h"

#define MEMORY_LIMIT (UINT64_C(1) << 32)
#define AREAS_LIMIT  ((uint64_t)(BH_DEVICE_LIMIT - BH_DEVICE_BASE))

/* Where a PC has its I/O APIC, also if the board file does not use it: it sends NMI and any vector. */
#define IO_APIC 0xfec00000u

struct machine_memory {
    uint64_t start;
    uint64_t bytes;
    const char *what;
};

/* A PC's addresses that are no device's. */
static const struct machine_memory machine[] = {
    {0, 0xa0000, "low memory"},
    {0xc0000, 0x40000, "the firmware"},
    {0xfee00000, 0x100000, "interrupt messages and local APICs"},
    {0xff000000, 0x1000000, "the firmware"},
};

static uint64_t area_end(const struct config_area *area)
{
    return area->address + area->bytes;
}

static void require_pages(const struct config_area *area)
{
    if (area->address % BH_PAGE_SIZE || area->bytes % BH_PAGE_SIZE || !area->bytes ||
        area_end(area) > MEMORY_LIMIT)
        report_fault(CHECK_device_memory, &area->place,
                     "%s at 0x%" PRIx64 " are not pages of %d bytes below 4 GiB; correct Address "
                     "or Size", size_text(area->bytes), area->address, BH_PAGE_SIZE);
}

void check_device_memory(const struct module *module)
{
    const struct config *config = &module->config;

    for (size_t i = 0; i < config->area_count; i++)
        require_pages(&config->areas[i]);
    for (size_t p = 0; p < config->partition_count; p++) {
        uint64_t bytes = 0;

        for (size_t i = 0; i < config->area_count; i++)
            if (config->areas[i].device->partition == p)
                bytes += config->areas[i].bytes;
        if (bytes > AREAS_LIMIT)
            report_fault(CHECK_device_memory, &config->partitions[p].place,
                         "the devices of %s have %s of memory, above %s; make Size smaller",
                         config->partitions[p].name, size_text(bytes), size_text(AREAS_LIMIT));
    }
}

void check_device_memory_granted_twice(const struct module *module)
{
    const struct config_area *list = module->config.areas;

    for (size_t i = 0; i < module->config.area_count; i++)
        for (size_t j = 0; j < i; j++)
            if (list[i].address / BH_PAGE_SIZE * BH_PAGE_SIZE <
                    round_up(area_end(&list[j]), BH_PAGE_SIZE) &&
                list[j].address / BH_PAGE_SIZE * BH_PAGE_SIZE <
                    round_up(area_end(&list[i]), BH_PAGE_SIZE))
                report_fault(CHECK_device_memory_granted_twice, &list[i].place,
                             "these pages overlap those of device %s of %s at line %u; separate "
                             "them, or give them to one device", list[j].device->name,
                             module->config.partitions[list[j].device->partition].name,
                             list[j].place.line);
}

static void refuse(const struct config_area *area, uint64_t start, uint64_t bytes,
                   const char *what)
{
    if (area->address < start + bytes && start < area_end(area))
        report_fault(CHECK_machine_memory, &area->place,
                     "the memory of device %s has the address 0x%" PRIx64 " of %s; take it out of "
                     "Memory", area->device->name, area->address > start ? area->address : start,
                     what);
}

static void refuse_board(const struct config_area *area, const struct board *board)
{
    for (size_t i = 0; i < board->memory_count; i++)
        refuse(area, board->memories[i].start, board->memories[i].bytes, "the board's RAM");
    refuse(area, board->io_apic ? board->io_apic : IO_APIC, BH_PAGE_SIZE, "the I/O APIC");
    if (board->local_apic)
        refuse(area, board->local_apic, BH_PAGE_SIZE, "the local APIC");
    for (size_t i = 0; i < board->reserved_count; i++)
        if (board->reserved[i].bytes)
            refuse(area, board->reserved[i].address, board->reserved[i].bytes,
                   board->reserved[i].name);
}

void check_machine_memory(const struct module *module)
{
    for (size_t i = 0; i < module->config.area_count; i++) {
        const struct config_area *area = &module->config.areas[i];

        for (size_t m = 0; m < sizeof machine / sizeof machine[0]; m++)
            refuse(area, machine[m].start, machine[m].bytes, machine[m].what);
        refuse_board(area, &module->board);
    }
}
