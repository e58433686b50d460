/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Names of what trace records number: partitions, sources, hypercalls, modes, errors, schedules.
 */
#ifndef HOST_TRACE_NAMES_H
#define HOST_TRACE_NAMES_H

#include <stdbool.h>

#include "trace_file.h"

/** Whose ring it is: a partition's name, or "bulkhead" for the kernel's, the first. */
const char *trace_ring_name(const struct bh_tables *tables, uint32_t ring);

/** A partition's virtual interrupt source; NULL if it has none of this number. */
const char *trace_source_name(const struct trace *trace, uint32_t partition, uint32_t source);

/** A schedule; NULL if there is none of this number. */
const char *trace_schedule_name(const struct bh_tables *tables, uint32_t schedule);

/** Modes and start conditions of partitions, errors of health monitoring; NULL for none. */
const char *trace_mode_name(uint32_t mode);
const char *trace_start_name(uint32_t start);
const char *trace_error_name(uint32_t error);

/** What a record's argument 0 to 3 numbers, in words; NULL if it is no number of something. */
const char *trace_value_name(const struct trace *trace, uint32_t ring,
                             const struct bh_trace_record *record, unsigned argument);

/** Whether a kind's argument numbers something, so that some of its values have names. */
bool trace_argument_has_names(uint32_t kind, unsigned argument);

/** How an argument that has no name is best written. */
enum trace_notation { TRACE_DECIMAL, TRACE_SIGNED, TRACE_HEXADECIMAL };
enum trace_notation trace_argument_notation(uint32_t kind, unsigned argument);

#endif
