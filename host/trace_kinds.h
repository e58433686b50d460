/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Kinds of trace records by name, from the boundary's list.
 */
#ifndef HOST_TRACE_KINDS_H
#define HOST_TRACE_KINDS_H

#include <stdint.h>

#include <bulkhead/trace.h>

/** The bits of all kinds, for struct bh_tables. */
#define TRACE_KIND_BIT(number, name, a, b, c, d, text) (UINT32_C(1) << (number)) |
#define TRACE_KINDS_ALL (BH_TRACE_KINDS(TRACE_KIND_BIT) UINT32_C(0))

/** A kind's name, or NULL. */
const char *trace_kind_name(uint32_t kind);

/** The name of a kind's argument 0 to 3; empty if it has none. */
const char *trace_kind_argument(uint32_t kind, unsigned argument);

/** A name's kind, in upper or lower case; 0 if there is none. */
uint32_t trace_kind_number(const char *name);

#endif
