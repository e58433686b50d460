/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "nearest.h"

#include <stddef.h>
#include <string.h>

#include "memory.h"

#define LENGTH_MAX 48

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The optimal string alignment distance: Levenshtein's, and two neighbours exchanged count once. */
static size_t distance(const char *a, const char *b)
{
    size_t costs[LENGTH_MAX + 1][LENGTH_MAX + 1];
    size_t rows = strlen(a), columns = strlen(b);

    if (rows > LENGTH_MAX || columns > LENGTH_MAX)
        return LENGTH_MAX;
    for (size_t i = 0; i <= rows; i++) {
        for (size_t j = 0; j <= columns; j++) {
            if (i == 0 || j == 0) {
                costs[i][j] = i + j;
                continue;
            }
            costs[i][j] = least(costs[i - 1][j - 1] + (a[i - 1] != b[j - 1]),
                                1 + least(costs[i - 1][j], costs[i][j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                costs[i][j] = least(costs[i][j], costs[i - 2][j - 2] + 1);
        }
    }
    return costs[rows][columns];
}

const char *nearest(const char *word, const char *const *names)
{
    const char *best = NULL;
    size_t best_distance = (strlen(word) + 1) / 2;

    for (; *names; names++) {
        size_t d = distance(word, *names);

        if (d < best_distance) {
            best = *names;
            best_distance = d;
        }
    }
    return best;
}

const char *nearest_hint(const char *word, const char *const *names)
{
    const char *name = nearest(word, names);

    return name ? text("; did you mean %s?", name) : ";";
}

const char *nearest_or_list(const char *word, const char *const *names)
{
    const char *list = "";

    if (nearest(word, names))
        return nearest_hint(word, names);
    if (!*names)
        return "; there is none";
    for (const char *separator = ""; *names; names++, separator = ", ")
        list = text("%s%s%s", list, separator, *names);
    return text("; name one of %s", list);
}
