/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The input is a module's configuration. */
#include "host.h"

static void work(const char *path)
{
    struct module module;

    if (module_read(path, host_no_folders, &module))
        host_use(&module);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    host_try(data, size, work);
    return 0;
}
