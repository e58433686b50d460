/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The emulated machine's memory, shared with QEMU: an anonymous file, offset = physical address. It
 * is read without stopping or disturbing the machine, and outlives it.
 */
#ifndef HOST_RAM_H
#define HOST_RAM_H

#include <stdint.h>

/** In ram.file: the machine's memory is not shared. */
#define RAM_NONE (-1)

struct ram {
    int file;
    const uint8_t *bytes; /**< NULL until it is first read */
    uint64_t size;
};

/** Make an empty one, or give up. QEMU gives it its size. */
struct ram ram_make(void);

/** A path by which this process, and a child that has inherited the file, opens it. */
const char *ram_path(const struct ram *ram);

/** So many bytes at a physical address, or NULL where there are none. They change while the machine
 * runs. */
const void *ram_at(struct ram *ram, uint64_t address, uint64_t bytes);

/** The same at a virtual address of the address space with this page directory. The bytes lie in one
 * page. */
const void *ram_at_virtual(struct ram *ram, uint32_t directory, uint32_t address, uint32_t bytes);

#endif
