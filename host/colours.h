/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Colours of what the command itself says: on a terminal only, and not where the environment has
 * NO_COLOR (no-color.org).
 */
#ifndef HOST_COLOURS_H
#define HOST_COLOURS_H

#include <stdbool.h>
#include <stdio.h>

#define BOLD   "1"
#define RED    "1;31"
#define YELLOW "1;33"
#define DIM    "2"

/** Whether a stream may have colours. */
bool colours_of(FILE *stream);

/** The text, in a colour where the stream may have it. */
const char *in_colour(FILE *stream, const char *colour, const char *string);

#endif
