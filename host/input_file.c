/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "input_file.h"

#include <string.h>

#include "memory.h"

static const struct argp_option option_table[] = {
    {"include", 'I', "DIR", 0, "Look for partitions' images in DIR, not beside FILE; repeatable",
     0},
    {0},
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct input_file *input = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        input->folders = allocate((size_t)state->argc + 1, sizeof input->folders[0]);
        return 0;
    case 'I':
        input->folders[input->folder_count++] = argument;
        return 0;
    case ARGP_KEY_ARG:
        if (input->path)
            argp_error(state, "one FILE at a time");
        input->path = argument;
        return 0;
    case ARGP_KEY_END:
        if (!input->path)
            argp_error(state, "which FILE?");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {option_table, parse, NULL, NULL, NULL, NULL, NULL};

const struct argp_child input_file_argp[] = {{&argp, 0, NULL, 0}, {0}};

const char *input_file_beside(const struct input_file *input, const char *extension)
{
    const char *name = basename(input->path);
    const char *end = strrchr(name, '.');

    if (!end || strcmp(end, ".xml") != 0)
        return text("%s%s", name, extension);
    return text("%.*s%s", (int)(end - name), name, extension);
}
