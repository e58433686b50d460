/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "template.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "memory.h"
#include "report.h"
#include "share.h"

#define PLACE "@NAME@"

static void copy_file(const char *from, const char *to, const char *name)
{
    const char *rest = share_read(from);
    FILE *file = fopen(to, "wx");

    if (!file)
        give_up("cannot write %s: %s", to, strerror(errno));
    for (const char *place; (place = strstr(rest, PLACE)); rest = place + strlen(PLACE))
        fprintf(file, "%.*s%s", (int)(place - rest), rest, name);
    fputs(rest, file);
    if (fclose(file) != 0)
        give_up("cannot write %s: %s", to, strerror(errno));
}

void template_copy(const char *source, const char *folder, const char *name)
{
    for (const char *const *file = share_names(source, ""); *file; file++)
        copy_file(text("%s/%s", source, *file),
                  text("%s/%s%s", folder, strcmp(*file, "gitignore") == 0 ? "." : "", *file), name);
}
