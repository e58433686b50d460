/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The input is the board file of a module. */
#include "host.h"

static void work(const char *path)
{
    struct module module = *host_module();

    if (!board_read(path, &module.config.place, &module.board))
        return;
    checks_configuration(&module);
    checks_images(&module);
    if (report_faults() == 0)
        host_use(&module);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    host_module();
    host_try(data, size, work);
    return 0;
}
