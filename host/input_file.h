/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The part of the command line that check, build and run have in common: FILE, and -I.
 */
#ifndef HOST_INPUT_FILE_H
#define HOST_INPUT_FILE_H

#include <argp.h>
#include <stddef.h>

struct input_file {
    const char *path;
    const char **folders; /**< where partitions' images are looked for, up to a NULL */
    size_t folder_count;
};

/** A child parser; its input is a struct input_file. */
extern const struct argp_child input_file_argp[];

/** What is made of FILE if no name was given: of demo.xml, wherever it is, demo and the extension,
 * here. */
const char *input_file_beside(const struct input_file *input, const char *extension);

#endif
