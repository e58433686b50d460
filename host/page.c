/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Pages of the manual, line by line, for a terminal and as a chapter of the book. */
#include <stdbool.h>
#include <string.h>

#include "colours.h"
#include "help.h"
#include "memory.h"
#include "report.h"

#define WIDTH 79

void page_wrap(FILE *page, const char *paragraph, const char *indent)
{
    size_t column = 0;

    while (*paragraph) {
        size_t word = strcspn(paragraph, " \n");
        bool fits = column + (column > 0) + word <= WIDTH;

        if (column && fits)
            fputc(' ', page);
        else if (column)
            fprintf(page, "\n%s", indent);
        column = (!column ? 0 : fits ? column + 1 : strlen(indent)) + word;
        fprintf(page, "%.*s", (int)word, paragraph);
        paragraph += word;
        paragraph += strspn(paragraph, " \n");
    }
    fputc('\n', page);
}

char *page_plain(const char *page)
{
    char *rest = text("%s", page), *plain;
    bool inside = false;
    size_t size;
    FILE *stream = open_memstream(&plain, &size);

    if (!stream)
        give_up("out of memory");
    for (const char *line; (line = strsep(&rest, "\n")) && (rest || *line);) {
        if (strncmp(line, "```", 3) == 0)
            inside = !inside;
        else
            fprintf(stream, "%s%s\n", inside && *line ? "    " : "", line);
    }
    fclose(stream);
    return plain;
}

void page_show(const char *page)
{
    char *rest = page_plain(page);

    for (const char *line; (line = strsep(&rest, "\n")) && (rest || *line);) {
        if (line[0] == '#')
            puts(in_colour(stdout, BOLD, line + strspn(line, "# ")));
        else
            puts(line);
    }
}

void page_chapter(const char *page)
{
    char *rest = text("%s", page);

    for (const char *line; (line = strsep(&rest, "\n")) && (rest || *line);)
        printf("%s%s\n", line[0] == '#' ? "#" : "", line);
}
