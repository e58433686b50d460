/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "explain.h"

#include <stdio.h>
#include <string.h>

#include "help.h"
#include "memory.h"
#include "report.h"
#include "share.h"

const char *const *explain_names(void)
{
    const char **names = allocate(CHECK_COUNT + 1, sizeof names[0]);

    for (int check = 0; check < CHECK_COUNT; check++)
        names[check] = text("%s", check_name((enum check)check));
    return names;
}

enum check explain_find(const char *name)
{
    char *dashed = text("%s", name);
    int check = 0;

    for (char *c = dashed; *c; c++)
        if (*c == '_')
            *c = '-';
    while (check < CHECK_COUNT && strcmp(check_name((enum check)check), dashed) != 0)
        check++;
    return (enum check)check;
}

/* The text behind "## name", up to the next such line; or NULL. */
static const char *find_section(const char *name)
{
    const char *heading = text("## %s\n", name);

    for (const char *const *file = share_names("explain", ".md"); *file; file++) {
        const char *page = share_read(text("explain/%s.md", *file));
        const char *start = strstr(page, heading);

        if (!start)
            continue;
        start += strlen(heading);
        const char *end = strstr(start, "\n## ");
        return end ? text("%.*s", (int)(end - start), start) : start;
    }
    return NULL;
}

void explain(enum check check)
{
    const char *name = check_name(check);
    const char *section = find_section(name);

    page_show(text("# %s\n\n", name));
    page_wrap(stdout, check_sentence(check), "");
    page_show(section ? section : "");
}
