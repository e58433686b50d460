/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The manual. Its pages are Markdown: topics are files in the share directory's help/, a command's
 * page is made of its argp table. They are shown on a terminal, and made manual pages of.
 *
 * A page uses this much of Markdown: a title "# name - summary", headings "## ", paragraphs, lists
 * with "- " and, for lines to come, two blanks, code that is indented by four, and `code`. In a list
 * "- `name`: text" explains a name. Code before the first text is a synopsis.
 */
#ifndef HOST_HELP_H
#define HOST_HELP_H

#include <stdio.h>

#include "command.h"

/** Print what commands and topics there are. */
void help_list(FILE *stream);

/** The names of the topics; a NULL ends them. */
const char *const *help_topics(void);

/** A topic's page. */
const char *help_topic(const char *name);

/** A command's page. */
const char *help_command(const struct command *command);

/** The page about `bulkhead` itself. */
const char *help_bulkhead(void);

/** Write a paragraph in lines of at most 79 columns; all but the first begin with `indent`. */
void page_wrap(FILE *page, const char *paragraph, const char *indent);

/** A page without its fences of commands, what is between them indented instead. */
char *page_plain(const char *page);

/** Show a page on a terminal: with headings in bold. */
void page_show(const char *page);

/** Print a page as a chapter of docs/command.md, its headings one level down. */
void page_chapter(const char *page);

/** Print a page as troff, for man: bulkhead-NAME in that section, or bulkhead. */
void page_troff(const char *page, int section);

#endif
