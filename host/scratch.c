/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "scratch.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "memory.h"
#include "report.h"

static char *folder;

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    remove(path);
    return 0;
}

static void remove_folder(void)
{
    nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

const char *scratch_file(const char *name)
{
    const char *parent = getenv("TMPDIR");

    if (!folder) {
        folder = text("%s/bulkhead-XXXXXX", parent && *parent ? parent : "/tmp");
        if (!mkdtemp(folder))
            give_up("cannot make a temporary folder: %s; set TMPDIR", strerror(errno));
        atexit(remove_folder);
    }
    return text("%s/%s", folder, name);
}
