/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "share.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "memory.h"
#include "report.h"

static const char *find_share(void)
{
    static char self[PATH_MAX];
    const char *chosen = getenv("BULKHEAD_SHARE");

    if (chosen)
        return chosen;
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length < 0)
        give_up("cannot find the executable: %s; set BULKHEAD_SHARE", strerror(errno));
    self[length] = '\0';
    const char *beside = path_beside(self, "share");
    if (access(beside, F_OK) == 0)
        return beside;
    return path_beside(self, "../share/bulkhead");
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
