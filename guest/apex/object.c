/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Objects by name and number. Names are compared over MAX_NAME_LENGTH characters at most, and case
 * counts. */
#include "runtime.h"

static bool same(const char *a, const char *b)
{
    size_t i = 0;
    while (i < MAX_NAME_LENGTH && a[i] == b[i] && a[i] != '\0') {
        i++;
    }
    return i == MAX_NAME_LENGTH || a[i] == b[i];
}

APEX_INTEGER apex_object_find(const struct apex_table *table, const char *name)
{
    for (uint32_t i = 0; i < table->count; i++) {
        if (same(table->entries[i], name)) {
            return (APEX_INTEGER)i + 1;
        }
    }
    return 0;
}

bool apex_table_full(const struct apex_table *table)
{
    return table->count == table->limit;
}

APEX_INTEGER apex_object_enter(struct apex_table *table, void *object, const char *name)
{
    char *to = object;
    for (size_t i = 0; i < MAX_NAME_LENGTH && name[i] != '\0'; i++) {
        to[i] = name[i];
    }
    table->entries[table->count++] = object;
    return (APEX_INTEGER)table->count;
}

RETURN_CODE_TYPE apex_object_id(const struct apex_table *table, const char *name, APEX_INTEGER *id)
{
    const APEX_INTEGER found = apex_object_find(table, name);
    if (found == 0) {
        return INVALID_CONFIG;
    }
    *id = found;
    return NO_ERROR;
}
