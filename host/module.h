/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A module on its way from configuration to image. Each step fills in its part and reads those of
 * the steps before it:
 *
 *   config, board   module_read     config_read.c, board_read.c, checks of the configuration
 *   programs        module_read     program.c, checks of the images
 *   contents        module_plan     contents.c
 *   layout          module_plan     layout.c, checks of the layout
 *   image           module_build    pages.c, descriptor.c, tables.c, image.c
 */
#ifndef HOST_MODULE_H
#define HOST_MODULE_H

#include "config.h"
#include "contents.h"
#include "layout.h"
#include "program.h"

/** What the kernel's build left in the share directory. */
struct kernel {
    struct program program;
    struct span constant; /**< code and constants: in the image */
    struct span data;     /**< cleared by the loader */
    struct blob start;    /**< the partitions' start-up code */
};

struct module {
    const char *const *folders; /**< where image files are looked for, up to a NULL */
    struct config config;
    struct board board;
    struct program *programs; /**< by partition, as everything below */
    struct kernel kernel;
    struct contents *contents;
    struct layout layout;
};

/** Read a module's files and check them. Faults are reported; false if there was one. */
bool module_read(const char *file, const char *const *folders, struct module *module);

/** Lay a faultless module out in memory. False if it does not fit. */
bool module_plan(struct module *module);

/** Make the image's bytes of a planned module, from BH_KERNEL_BASE on. */
struct blob module_build(struct module *module);

/** Read kernel.elf and start.bin from the share directory, or give up. */
void kernel_read(struct kernel *kernel);

/** The module's, or its board's. */
struct window_entry window_entry(const struct module *module);

#endif
