/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "trace_kinds.h"

#include <stddef.h>
#include <strings.h>

struct kind {
    const char *name;
    const char *arguments[4];
};

#define KIND_TEXT(number, name, a, b, c, d, text) [number] = {#name, {a, b, c, d}},
static const struct kind kinds[] = {BH_TRACE_KINDS(KIND_TEXT)};
#define KINDS (sizeof kinds / sizeof kinds[0])

_Static_assert(KINDS <= 32, "struct bh_tables has a bit for each kind");

const char *trace_kind_name(uint32_t kind)
{
    return kind < KINDS ? kinds[kind].name : NULL;
}

const char *trace_kind_argument(uint32_t kind, unsigned argument)
{
    return kinds[kind].arguments[argument];
}

uint32_t trace_kind_number(const char *name)
{
    for (uint32_t kind = 0; kind < KINDS; kind++)
        if (kinds[kind].name && strcasecmp(kinds[kind].name, name) == 0)
            return kind;
    return 0;
}
