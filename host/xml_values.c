/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Attributes as values. */
#include <string.h>

#include "memory.h"
#include "values.h"
#include "xml.h"

const char *xml_text(xmlNode *node, const char *attribute)
{
    return (const char *)xmlGetNoNsProp(node, (const xmlChar *)attribute);
}

const char **xml_list(xmlNode *node, const char *attribute, size_t *count)
{
    const char *value = xml_text(node, attribute);
    char *words = text("%s", value ? value : "");
    const char **list = allocate(strlen(words) / 2 + 1, sizeof list[0]);

    *count = 0;
    for (char *word = strtok(words, " \t\r\n"); word; word = strtok(NULL, " \t\r\n"))
        list[(*count)++] = word;
    return list;
}

bool xml_flag(xmlNode *node, const char *attribute, bool otherwise)
{
    const char *value = xml_text(node, attribute);

    return value ? strcmp(value, "yes") == 0 || strcmp(value, "true") == 0 : otherwise;
}

uint64_t xml_time(xmlNode *node, const char *attribute, uint64_t otherwise)
{
    const char *value = xml_text(node, attribute);
    struct place place = xml_place(node);
    uint64_t result = otherwise;

    if (value && !value_time(value, &result))
        report_fault(CHECK_bad_time, &place,
                     "%s=\"%s\" is no time; write an integer with ns, us, ms or s, as in 20ms",
                     attribute, value);
    return result;
}

uint64_t xml_size(xmlNode *node, const char *attribute, uint64_t otherwise)
{
    const char *value = xml_text(node, attribute);
    struct place place = xml_place(node);
    uint64_t result = otherwise;

    if (value && !value_size(value, &result))
        report_fault(CHECK_bad_size, &place,
                     "%s=\"%s\" is no size; write bytes, or an integer with K or M, as in 64K",
                     attribute, value);
    return result;
}

uint32_t xml_number(xmlNode *node, const char *attribute, uint32_t otherwise)
{
    const char *value = xml_text(node, attribute);
    struct place place = xml_place(node);
    uint32_t result = otherwise;

    if (value && !value_number(value, &result))
        report_fault(CHECK_bad_number, &place,
                     "%s=\"%s\" is no number of 32 bits; write an integer, decimal or 0x",
                     attribute, value);
    return result;
}
