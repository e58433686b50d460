/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "html.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document.h"
#include "report.h"
#include "share.h"

#define MARKER "@DATA@"

/* In JSON a < stands within strings only. As an escape it begins no tag there, so that a name or a
 * comment of the module's file cannot end the script element. */
static int write_escaped(const char *bytes, size_t count, void *data)
{
    FILE *file = data;

    for (size_t i = 0; i < count; i++)
        if (bytes[i] == '<')
            fputs("\\u003c", file);
        else
            putc(bytes[i], file);
    return 0;
}

void html_write(const char *path, const json_t *document)
{
    const char *page = document_read(share_path("report.html"), NULL);
    const char *marker = strstr(page, MARKER);
    FILE *file = fopen(path, "wb");

    if (!file)
        give_up("cannot write %s: %s", path, strerror(errno));
    if (!marker)
        give_up("%s is no report's page", share_path("report.html"));
    fwrite(page, 1, (size_t)(marker - page), file);
    if (json_dump_callback(document, write_escaped, file, JSON_COMPACT) != 0)
        give_up("out of memory");
    fputs(marker + strlen(MARKER), file);
    if (ferror(file) || fclose(file) != 0)
        give_up("cannot write %s: %s", path, strerror(errno));
}
