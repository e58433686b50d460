/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What the kernel checks before it believes its tables and its machine. Refuses by name.
 */
#ifndef KERNEL_VERIFY_H
#define KERNEL_VERIFY_H

#include <stddef.h>
#include <stdint.h>

#include <bulkhead/tables.h>

/** Exit code of a module that the kernel refused to boot. */
#define EXIT_REFUSED 64u

/** The header and its checksum. Ends the machine if they are wrong. */
void verify_tables(const struct bh_tables *tables);

/** Every range is RAM and unchanged. Ends the machine if one is not. It changes nothing, and answers the sum
 * of the checksums that it made, modulo 2^32: whether it looked at all, which damage of its own may keep it
 * from, shows in verify_clear_shared. */
uint32_t verify_ranges(const struct bh_tables *tables);

/** Clears vCPU pages, consoles and channels. Behind verify_ranges, which vouches for this function, and
 * whose sum it is given. Ends the machine if that is not the sum of the checksums that are stored. */
void verify_clear_shared(const struct bh_tables *tables, uint32_t sum);

/** All of it, at the start of the boot: starts the console, so that a refusal can be read, then believes
 * nothing: tables, boot loader, processor, ranges. Answers what verify_ranges does. It lies here, further
 * from its caller than a short jump goes, so that none that damage makes of one of its instructions leads
 * behind it. */
uint32_t verify_all(const struct bh_tables *tables, uint32_t loader_magic, uintptr_t loader_information);

/** Clears memory, in whole words. */
void verify_clear(uintptr_t start, size_t bytes);

/** Prints why the module does not boot, then ends the machine. */
_Noreturn void verify_refuse(const char *why, const char *what);

#endif
