/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What is common to everything that the command says as JSON.
 */
#ifndef HOST_JSON_H
#define HOST_JSON_H

#include <stdint.h>

#include <jansson.h>

/** Set a member to a number below 2^63, as all of ours are. */
static inline void json_put(json_t *object, const char *key, uint64_t value)
{
    json_object_set_new(object, key, json_integer((json_int_t)value));
}

/** Print it, in the order in which it was made. */
static inline void json_print(const json_t *value)
{
    json_dumpf(value, stdout, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    putchar('\n');
}

#endif
