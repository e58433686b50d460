/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "image_parts.h"

#include <ctype.h>
#include <string.h>

#include "report.h"

void image_read(const char *path, struct program *program)
{
    program_read(path, program);
    if (program->state != PROGRAM_READ)
        give_up("cannot use the image %s: %s", path, program->problem);
}

bool table_lies_within(const struct bh_table *table, size_t entry, size_t size)
{
    return table->offset % 8 == 0 && table->offset <= size &&
           table->count <= (size - table->offset) / entry;
}

bool is_whole_name(const char *field)
{
    size_t length = strnlen(field, BH_NAME_SIZE);

    for (size_t i = 0; i < length; i++)
        if (!isgraph((unsigned char)field[i]) || strchr("\"\\,", field[i]))
            return false;
    return length < BH_NAME_SIZE;
}
