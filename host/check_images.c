/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Checks of the partitions' images. */
#include "memory.h"
#include "module.h"
#include "units.h"
#include "values.h"

void check_image_missing(const struct module *module)
{
    for (size_t i = 0; i < module->config.partition_count; i++)
        if (module->programs[i].state == PROGRAM_MISSING)
            report_fault(CHECK_image_missing, &module->config.partitions[i].place,
                         "cannot read the image %s of %s: %s; build it, correct Image, or give "
                         "its folder with -I", module->programs[i].path,
                         module->config.partitions[i].name, module->programs[i].problem);
}

void check_image_not_elf(const struct module *module)
{
    for (size_t i = 0; i < module->config.partition_count; i++)
        if (module->programs[i].state == PROGRAM_INVALID)
            report_fault(CHECK_image_not_elf, &module->config.partitions[i].place,
                         "the image %s of %s %s; link it with -m32 -static, at fixed addresses",
                         module->programs[i].path, module->config.partitions[i].name,
                         module->programs[i].problem);
}

static bool is_in_memory(uint64_t start, uint64_t end)
{
    return start >= BH_MEMORY_BASE && end <= BH_MEMORY_LIMIT;
}

/* What of a program lies where no partition has memory, or NULL. */
static const char *find_outsider(const struct program *program)
{
    for (size_t i = 0; i < program->segment_count; i++)
        if (!is_in_memory(program->segments[i].address, segment_end(&program->segments[i])))
            return text("a segment at 0x%x", program->segments[i].address);
    if (!is_in_memory(program->entry, (uint64_t)program->entry + 1))
        return text("its entry at 0x%x", program->entry);
    return NULL;
}

void check_image_outside_memory(const struct module *module)
{
    for (size_t i = 0; i < module->config.partition_count; i++) {
        const struct program *program = &module->programs[i];
        const char *what = program->state == PROGRAM_READ ? find_outsider(program) : NULL;

        if (what)
            report_fault(CHECK_image_outside_memory, &module->config.partitions[i].place,
                         "the image %s of %s has %s; link all of it from 0x%x on, below 0x%x",
                         program->path, module->config.partitions[i].name, what, BH_MEMORY_BASE,
                         BH_MEMORY_LIMIT);
    }
}

void check_memory_too_small(const struct module *module)
{
    for (size_t i = 0; i < module->config.partition_count; i++) {
        const struct config_partition *partition = &module->config.partitions[i];
        const struct program *program = &module->programs[i];

        if (program->state != PROGRAM_READ || find_outsider(program))
            continue;
        uint64_t end = segment_end(&program->segments[program->segment_count - 1]);
        uint64_t needed = round_up(end, BH_PAGE_SIZE) - BH_MEMORY_BASE + BH_PAGE_SIZE;
        if (needed > partition->memory)
            report_fault(CHECK_memory_too_small, &partition->memory_place,
                         "the image of %s and a page of stack take %s, its memory has %s; raise "
                         "Size to %s or more", partition->name, size_text(needed),
                         size_text(partition->memory), size_text(needed));
    }
}
