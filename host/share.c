/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "share.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "memory.h"
#include "report.h"

const char *share_executable(void)
{
    static char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);

    if (length < 0)
        give_up("cannot find the executable: %s; set BULKHEAD_SHARE", strerror(errno));
    self[length] = '\0';
    return self;
}

static bool is_build(void)
{
    return access(path_beside(share_executable(), "share"), F_OK) == 0;
}

static const char *find_share(void)
{
    const char *chosen = getenv("BULKHEAD_SHARE");

    if (chosen)
        return chosen;
    return path_beside(share_executable(), is_build() ? "share" : "../share/bulkhead");
}

const char *share_prefix(void)
{
    const char *path = path_beside(share_executable(), is_build() ? "." : "..");
    const char *prefix = realpath(path, NULL);

    return prefix ? prefix : path;
}

const char *share_path(const char *name)
{
    static const char *share;

    if (!share)
        share = find_share();
    return text("%s/%s", share, name);
}

const char *path_beside(const char *file, const char *name)
{
    const char *slash = strrchr(file, '/');

    if (!slash || name[0] == '/')
        return name;
    return text("%.*s/%s", (int)(slash - file), file, name);
}

const char *share_read(const char *name)
{
    const char *path = share_path(name);
    FILE *file = fopen(path, "r");
    char *contents = NULL;
    size_t size = 0;

    if (!file)
        give_up("cannot read %s: %s; install Bulkhead again, or correct BULKHEAD_SHARE", path,
                strerror(errno));
    if (getdelim(&contents, &size, '\0', file) < 0)
        contents = text("%s", "");
    fclose(file);
    return contents;
}

static bool has_suffix(const char *name, const char *suffix)
{
    size_t length = strlen(name), end = strlen(suffix);

    return name[0] != '.' && length > end && strcmp(name + length - end, suffix) == 0;
}

const char *const *share_names(const char *folder, const char *suffix)
{
    struct dirent **entries;
    const char *path = share_path(folder);
    int count = scandir(path, &entries, NULL, alphasort);
    size_t found = 0;

    if (count < 0)
        give_up("cannot read %s: %s", path, strerror(errno));
    const char **names = allocate((size_t)count + 1, sizeof names[0]);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;

        if (has_suffix(name, suffix))
            names[found++] = text("%.*s", (int)(strlen(name) - strlen(suffix)), name);
    }
    return names;
}
