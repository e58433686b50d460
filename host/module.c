/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "module.h"

#include <string.h>
#include <unistd.h>

#include "descriptor.h"
#include "devices.h"
#include "memory.h"
#include "pages.h"
#include "share.h"
#include "tables.h"

/* The first folder that has the image decides; if none has, the first is named. */
static const char *find_image(const struct module *module, const char *image)
{
    const char *file = module->config.place.file;

    if (!module->folders[0] || image[0] == '/')
        return path_beside(file, image);
    for (const char *const *folder = module->folders; *folder; folder++) {
        const char *path = text("%s/%s", *folder, image);
        if (access(path, F_OK) == 0)
            return path;
    }
    return text("%s/%s", module->folders[0], image);
}

bool module_read(const char *file, const char *const *folders, struct module *module)
{
    *module = (struct module){.folders = folders};
    struct config *config = &module->config;

    if (!config_read(file, config)) {
        if (config->board_name)
            board_read(config->board_name, &config->place, &module->board);
        return false;
    }
    /* Without its board a module is still worth checking: those checks of it see no memory. */
    if (!board_read(config->board_name, &config->place, &module->board))
        module->board.memory_count = 0;
    module->programs = allocate(config->partition_count, sizeof module->programs[0]);
    for (size_t i = 0; i < config->partition_count; i++)
        program_read(find_image(module, config->partitions[i].image), &module->programs[i]);
    checks_configuration(module);
    checks_images(module);
    return report_faults() == 0;
}

bool module_plan(struct module *module)
{
    const struct config *config = &module->config;

    kernel_read(&module->kernel);
    module->contents = allocate(config->partition_count, sizeof module->contents[0]);
    for (size_t i = 0; i < config->partition_count; i++)
        contents_plan(&module->programs[i], &config->partitions[i], module->kernel.start.size,
                      &module->contents[i]);
    layout_make(module);
    checks_layout(module);
    devices_warn(config);
    return report_faults() == 0;
}

struct window_entry window_entry(const struct module *module)
{
    const struct config *config = &module->config;

    return (struct window_entry){
        .lead = config->has_entry_lead ? config->entry.lead : module->board.entry.lead,
        .offset = config->has_entry_offset ? config->entry.offset : module->board.entry.offset,
    };
}

static uint8_t *at(const struct blob *image, uint64_t physical)
{
    return image->bytes + (physical - BH_KERNEL_BASE);
}

static void write_kernel(const struct module *module, const struct blob *image)
{
    const struct program *program = &module->kernel.program;

    for (size_t i = 0; i < program->segment_count; i++)
        memcpy(at(image, program->segments[i].address), program->segments[i].contents,
               program->segments[i].file_bytes);
}

static void write_checksums(struct layout *layout, const struct blob *image)
{
    for (size_t i = 0; i < layout->range_count; i++) {
        struct bh_range *range = &layout->ranges[i];

        if (range->kind == BH_RANGE_KERNEL || range->kind == BH_RANGE_PAGE_TABLES ||
            range->kind == BH_RANGE_DESCRIPTOR || range->kind == BH_RANGE_IMAGE ||
            range->kind == BH_RANGE_PORTS)
            range->checksum = checksum(at(image, range->start), (size_t)range->bytes);
    }
}

struct blob module_build(struct module *module)
{
    struct layout *layout = &module->layout;
    struct blob image = {0};

    blob_extend(&image, (size_t)(layout->image_end - BH_KERNEL_BASE));
    write_kernel(module, &image);
    for (size_t i = 0; i < module->config.partition_count; i++) {
        struct blob descriptor = descriptor_make(module, i);
        struct blob ports = ports_make(&module->config, i);

        if (ports.size)
            memcpy(at(&image, layout->ports[i].start), ports.bytes, ports.size);
        memcpy(at(&image, layout->descriptors[i].start), descriptor.bytes, descriptor.size);
        contents_write(&module->programs[i], &module->contents[i], &module->kernel.start,
                       at(&image, layout->images[i].start));
    }
    pages_write(module, image.bytes);
    write_checksums(layout, &image);
    struct blob tables = tables_make(module);
    memcpy(at(&image, layout->tables.start), tables.bytes, tables.size);
    return image;
}
