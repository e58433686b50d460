/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "scratch.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "memory.h"
#include "report.h"

static char *folder;

static void remove_folder(void)
{
    DIR *directory = opendir(folder);

    if (!directory)
        return;
    for (const struct dirent *entry = readdir(directory); entry; entry = readdir(directory))
        unlinkat(dirfd(directory), entry->d_name, 0);
    closedir(directory);
    rmdir(folder);
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
