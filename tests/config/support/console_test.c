/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* console_test CHUNK [PARTITION]: what `run` shows of the console bytes on standard input, which
 * arrive CHUNK at a time; of one partition, or of all. With TERMINAL in the environment as if standard
 * output were one. */
#include <stdlib.h>

#include "console.h"

int main(int argc, char **argv)
{
    static const struct bh_tables tables;
    struct console console = {.stream = stdout, .tables = &tables};
    char bytes[4096];
    size_t chunk, count;

    if (argc < 2)
        return 2;
    chunk = strtoul(argv[1], NULL, 10);
    console.only = argv[2];
    console.terminal = getenv("TERMINAL") != NULL;
    while ((count = fread(bytes, 1, chunk, stdin)) > 0)
        console_print(&console, bytes, count);
    console_finish(&console);
    return 0;
}
