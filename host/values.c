/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "values.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <bulkhead/types.h>

#include "memory.h"

struct unit {
    const char *suffix;
    uint64_t factor;
};

/* From the largest down: the texts take the first that divides. */
static const struct unit times[] = {{"s", 1000000000}, {"ms", 1000000}, {"us", 1000}, {"ns", 1}};
static const struct unit sizes[] = {{"M", 1 << 20}, {"K", 1 << 10}};

/* Digits at the front; `rest` is what follows them. */
static bool integer(const char *text, int base, uint64_t *value, char **rest)
{
    if (!isdigit((unsigned char)text[0]))
        return false;
    errno = 0;
    *value = strtoull(text, rest, base);
    return errno == 0 && *rest != text;
}

/* Only 0x makes a number hexadecimal: a leading zero is no octal. */
static int base_of(const char *text)
{
    return text[0] == '0' && (text[1] == 'x' || text[1] == 'X') ? 16 : 10;
}

static bool scaled(uint64_t value, const char *suffix, const struct unit *units, size_t count,
                   uint64_t limit, uint64_t *result)
{
    uint64_t factor = 0;

    if (!*suffix)
        factor = 1;
    for (size_t i = 0; i < count; i++)
        if (strcmp(suffix, units[i].suffix) == 0)
            factor = units[i].factor;
    if (!factor || value >= limit / factor)
        return false;
    *result = value * factor;
    return true;
}

bool value_time(const char *text, uint64_t *ns)
{
    uint64_t value;
    char *rest;

    return integer(text, 10, &value, &rest) &&
           scaled(value, rest, times, sizeof times / sizeof times[0], BH_TIME_LIMIT, ns);
}

bool value_size(const char *text, uint64_t *bytes)
{
    uint64_t value;
    char *rest;

    return integer(text, base_of(text), &value, &rest) &&
           scaled(value, rest, sizes, sizeof sizes / sizeof sizes[0], UINT64_C(1) << 40, bytes);
}

bool value_number(const char *text, uint32_t *number)
{
    uint64_t value;
    char *rest;

    if (!integer(text, base_of(text), &value, &rest) || *rest || value > UINT32_MAX)
        return false;
    *number = (uint32_t)value;
    return true;
}

static const char *in_units(uint64_t value, const struct unit *units, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (value && value % units[i].factor == 0)
            return text("%" PRIu64 "%s", value / units[i].factor, units[i].suffix);
    return text("%" PRIu64, value);
}

const char *time_text(uint64_t ns)
{
    return in_units(ns, times, sizeof times / sizeof times[0]);
}

const char *time_exact(uint64_t ns)
{
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        uint64_t factor = times[i].factor, rest = ns % factor;
        int digits = 0;

        if (ns < factor)
            continue;
        for (uint64_t f = factor; f > 1; f /= 10)
            digits++;
        while (rest && rest % 10 == 0) {
            rest /= 10;
            digits--;
        }
        if (rest)
            return text("%" PRIu64 ".%0*" PRIu64 "%s", ns / factor, digits, rest, times[i].suffix);
        return text("%" PRIu64 "%s", ns / factor, times[i].suffix);
    }
    return "0";
}

const char *size_text(uint64_t bytes)
{
    return in_units(bytes, sizes, sizeof sizes / sizeof sizes[0]);
}
