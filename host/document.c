/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* What all parts of the document are made with. */
#include "document.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "memory.h"

void document_set(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        give_up("out of memory");
}

void document_add(json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        give_up("out of memory");
}

json_t *document_index(uint32_t index)
{
    return json_integer(index == BH_NO_PARTITION ? -1 : (json_int_t)index);
}

json_t *document_text(const char *bytes, size_t length)
{
    json_t *string = json_stringn(bytes, length);

    if (string)
        return string;
    char *plain = allocate(length, 1);
    for (size_t i = 0; i < length; i++)
        plain[i] = (unsigned char)bytes[i] < 0x80 ? bytes[i] : '?';
    return json_stringn(plain, length);
}

const char *document_read(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    size_t size = 0;
    char part[4096];
    size_t count;

    if (!file)
        give_up("cannot read %s: %s", path, strerror(errno));
    FILE *all = open_memstream(&bytes, &size);
    if (!all)
        give_up("out of memory");
    while ((count = fread(part, 1, sizeof part, file)) > 0)
        fwrite(part, 1, count, all);
    if (ferror(file) || fclose(all) != 0)
        give_up("cannot read %s: %s", path, strerror(errno));
    fclose(file);
    if (length)
        *length = size;
    return bytes;
}

json_t *document_source(const char *path)
{
    size_t length;
    const char *bytes = document_read(path, &length);

    return document_text(bytes, length);
}
