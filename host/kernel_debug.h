/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What the kernel's debugging information (share/kernel.elf) says. The host knows nothing of the
 * kernel's insides but the few names that it asks for here, as a debugger does.
 */
#ifndef HOST_KERNEL_DEBUG_H
#define HOST_KERNEL_DEBUG_H

#include <stdbool.h>
#include <stdint.h>

/** Where a variable or a member of it lies; physical and virtual addresses are the same. */
struct kernel_place {
    uint32_t address;
    uint32_t bytes;
};

/** Whether an image holds the kernel of the share directory, so that what is asked here is true. */
bool kernel_debug_fits(const char *image);

/** Find a member of a variable that is a structure. False if there is none. */
bool kernel_debug_member(const char *variable, const char *member, struct kernel_place *place);

/** Find a function's first instruction. */
bool kernel_debug_function(const char *name, uint32_t *address);

#endif
