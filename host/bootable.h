/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What QEMU is to boot: a module that is built for it now, or a finished image.
 */
#ifndef HOST_BOOTABLE_H
#define HOST_BOOTABLE_H

#include <stdbool.h>

#include "input_file.h"
#include "module.h"

struct bootable {
    const char *image;
    const struct bh_tables *tables; /**< the image's */
    struct board board;             /**< that is emulated */
    const struct module *module;    /**< NULL: the image was finished before */
};

/** Take the file that the user named; `board` may name another board than the module's. False if the
 * module has faults, which were reported. Gives up if nothing emulates the board. */
bool bootable_make(const struct input_file *input, const char *board, struct bootable *bootable);

#endif
