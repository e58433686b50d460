/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "memory.h"
#include "report.h"
#include "scratch.h"

const char *process_find(const char *program)
{
    char *path = text("%s", getenv("PATH") ? getenv("PATH") : "");

    for (const char *folder = strtok(path, ":"); folder; folder = strtok(NULL, ":")) {
        const char *file = text("%s/%s", folder, program);
        if (access(file, X_OK) == 0)
            return file;
    }
    return NULL;
}

bool process_exists(const char *program)
{
    return process_find(program) != NULL;
}

static void show(const char *path)
{
    FILE *file = fopen(path, "r");

    if (!file)
        return;
    for (int c = fgetc(file); c != EOF; c = fgetc(file))
        fputc(c, stderr);
    fclose(file);
}

void process_run(char *const *arguments)
{
    const char *output = scratch_file("output");
    posix_spawn_file_actions_t actions;
    int status;
    pid_t pid;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output,
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    int error = posix_spawnp(&pid, arguments[0], &actions, NULL, arguments, environ);
    if (error)
        give_up("cannot start %s: %s", arguments[0], strerror(error));
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        show(output);
        give_up("%s failed", arguments[0]);
    }
}
