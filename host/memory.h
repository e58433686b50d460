/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Memory and text of the command. It runs once and ends: nothing is given back.
 */
#ifndef HOST_MEMORY_H
#define HOST_MEMORY_H

#include <stddef.h>

/** Zeroed memory for `count` things of `size` bytes; at least one byte. Never NULL. */
void *allocate(size_t count, size_t size);

/** printf into memory of its own. */
char *text(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
