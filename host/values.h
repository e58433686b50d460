/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The notations of times, sizes and numbers, both ways.
 */
#ifndef HOST_VALUES_H
#define HOST_VALUES_H

#include <stdbool.h>
#include <stdint.h>

/** "20ms" to ns: an integer with ns, us, ms, s or nothing. False if it is none, or
 * BH_TIME_LIMIT or more. */
bool value_time(const char *text, uint64_t *ns);

/** "64K", "1M", "0x100000" to bytes, below 2^40. */
bool value_size(const char *text, uint64_t *bytes);

/** "12", "0x3f8". */
bool value_number(const char *text, uint32_t *number);

/** ns in the largest unit that keeps it an integer. */
const char *time_text(uint64_t ns);

/** ns in the largest unit that is not longer than that, exact: "14.99926ms". */
const char *time_exact(uint64_t ns);

/** Bytes in the largest unit that keeps it an integer. */
const char *size_text(uint64_t bytes);

#endif
