/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Pages of the manual as troff, for man: the macros that groff's and mandoc's man(7) have. */
#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "help.h"
#include "memory.h"

enum block { NOTHING, PARAGRAPH, CODE, ITEM };

struct writer {
    enum block block; /* what the last line was of */
    bool titled;      /* a section has begun */
    bool described;   /* and it is not the synopsis */
};

static void put_character(char c, bool code)
{
    if (c == '\\')
        fputs("\\e", stdout);
    else if (c == '-' && code)
        fputs("\\-", stdout);
    else
        putchar(c);
}

/* Text without its back quotes, the code between them in bold. */
static void put_text(const char *line, size_t length)
{
    bool code = false;

    if (length && (line[0] == '.' || line[0] == '\''))
        fputs("\\&", stdout);
    for (size_t i = 0; i < length; i++) {
        if (line[i] != '`') {
            put_character(line[i], code);
            continue;
        }
        code = !code;
        fputs(code ? "\\fB" : "\\fR", stdout);
    }
    putchar('\n');
}

static void put_section(const char *title)
{
    fputs(".SH ", stdout);
    for (; *title; title++)
        putchar(toupper((unsigned char)*title));
    putchar('\n');
}

/* "# name - summary" */
static void put_title(const char *title, int section)
{
    int length = (int)strcspn(title, " ");
    bool itself = strncmp(title, "bulkhead ", 9) == 0;
    char *name = text("%s%.*s", itself ? "" : "bulkhead-", length, title);

    fputs(".TH ", stdout);
    for (const char *c = name; *c; c++)
        put_character((char)toupper((unsigned char)*c), false);
    printf(" %d \"\" Bulkhead \"Bulkhead manual\"\n.SH NAME\n%s \\- %s\n", section, name,
           title + length + 3);
}

static void begin_section(struct writer *writer, const char *title)
{
    put_section(title);
    writer->titled = true;
    writer->described = strcmp(title, "Synopsis") != 0;
    writer->block = NOTHING;
}

static void put_code(struct writer *writer, const char *line)
{
    if (!writer->titled)
        begin_section(writer, "Synopsis");
    if (writer->block != CODE)
        puts(writer->block == NOTHING ? ".RS 4\n.EX" : ".PP\n.RS 4\n.EX");
    if (line[0] == '.' || line[0] == '\'')
        fputs("\\&", stdout);
    for (; *line; line++)
        put_character(*line, true);
    putchar('\n');
    writer->block = CODE;
}

/* "- text", or "- `name`: text". */
static void put_item(struct writer *writer, const char *line)
{
    const char *colon = line[0] == '`' ? strstr(line, "`: ") : NULL;

    if (colon) {
        puts(".TP");
        put_text(line, (size_t)(colon + 1 - line));
        line = colon + 3;
    } else {
        puts(".IP \\(bu 2");
    }
    put_text(line, strlen(line));
    writer->block = ITEM;
}

static void put_paragraph(struct writer *writer, const char *line, bool begins)
{
    if (!writer->described)
        begin_section(writer, "Description");
    else if (begins && writer->block != NOTHING)
        puts(".PP");
    put_text(line, strlen(line));
    writer->block = PARAGRAPH;
}

void page_troff(const char *page, int section)
{
    struct writer writer = {0};
    char *rest = page_plain(page);
    bool blank = true, open = false;

    for (const char *line; (line = strsep(&rest, "\n"));) {
        bool code = strncmp(line, "    ", 4) == 0 || (!*line && open && rest && rest[0] == ' ');

        if (open && !code)
            puts(".EE\n.RE");
        open = code;
        if (code)
            put_code(&writer, *line ? line + 4 : line);
        else if (strncmp(line, "# ", 2) == 0)
            put_title(line + 2, section);
        else if (strncmp(line, "## ", 3) == 0)
            begin_section(&writer, line + 3);
        else if (strncmp(line, "- ", 2) == 0)
            put_item(&writer, line + 2);
        else if (strncmp(line, "  ", 2) == 0)
            put_text(line + 2, strlen(line + 2));
        else if (*line)
            put_paragraph(&writer, line, blank);
        blank = !*line;
    }
}
