/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * libxml2 as this command uses it: a file is parsed, validated against the schema, and then read
 * element by element.
 */
#ifndef HOST_XML_H
#define HOST_XML_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report.h"

/** Parse and validate a file whose root element is `root`; NULL when faults were reported. */
xmlNode *xml_open(const char *file, const char *root);

/** The first child element of that name, or the next sibling; NULL if there is none. */
xmlNode *xml_child(const xmlNode *parent, const char *name);
xmlNode *xml_next(const xmlNode *node);
size_t xml_count(const xmlNode *parent, const char *name);

struct place xml_place(const xmlNode *node);

/** An attribute's value, or NULL. */
const char *xml_text(xmlNode *node, const char *attribute);

/** The words of an attribute's value; none if it is absent. */
const char **xml_list(xmlNode *node, const char *attribute, size_t *count);

/** An attribute's value, or `otherwise` if it is absent. A bad one is reported. */
bool xml_flag(xmlNode *node, const char *attribute, bool otherwise);
uint64_t xml_time(xmlNode *node, const char *attribute, uint64_t otherwise);
uint64_t xml_size(xmlNode *node, const char *attribute, uint64_t otherwise);
uint32_t xml_number(xmlNode *node, const char *attribute, uint32_t otherwise);

#endif
