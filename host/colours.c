/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "colours.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "memory.h"

bool colours_of(FILE *stream)
{
    const char *no_color = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");

    return isatty(fileno(stream)) && !(no_color && *no_color) &&
           !(terminal && strcmp(terminal, "dumb") == 0);
}

const char *in_colour(FILE *stream, const char *colour, const char *string)
{
    return colours_of(stream) ? text("\033[%sm%s\033[0m", colour, string) : string;
}
