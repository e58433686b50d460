/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The input is the first partition's program, and then an image whose tables are read back. */
#include "host.h"

#include "image.h"

static void as_program(const char *path)
{
    struct module module = *host_module();

    program_read(path, &module.programs[0]);
    checks_images(&module);
    if (report_faults() == 0)
        host_use(&module);
}

static void as_image(const char *path)
{
    image_descriptors(path, image_tables(path));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    host_module();
    host_try(data, size, as_program);
    host_try(data, size, as_image);
    return 0;
}
