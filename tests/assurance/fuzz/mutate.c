/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Changes of inputs that are XML: an attribute takes a value that stands elsewhere or lies at a bound,
 * an element is doubled, moved or left out. So most inputs pass the schema and come to the checks.
 * Bytes change too, now and then, and always where the input is no XML.
 */
#include <libxml/parser.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);

#define NODES_MAX 4096

struct nodes {
    xmlNode *elements[NODES_MAX];
    xmlAttr *attributes[NODES_MAX];
    size_t element_count, attribute_count;
};

static const char *const values[] = {
    "0", "1", "2", "-1", "31", "32", "33", "63", "64", "65", "255", "4095", "4096", "4097", "8191",
    "65535", "65536", "0x7fffffff", "0x80000000", "0xfffff000", "0xffffffff", "4294967296", "0x100000000",
    "1152921504606846975", "1152921504606846976", "9223372036854775807", "18446744073709551615",
    "18446744073709551616", "1ns", "999ns", "1us", "1ms", "5ms", "20ms", "1s", "1000s", "4K", "64K", "1M",
    "16M", "127M", "2047M", "4095M", "4096M", "17592186044415M", "true", "false", "yes", "no", "", " ", "a",
    "bulkhead", "level", "edge", "high", "low", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "SOURCE", "DESTINATION", "FIFO", "PRIORITY",
};

static uint32_t state;

static size_t below(size_t limit)
{
    state = state * 1664525u + 1013904223u;
    return limit ? (size_t)((uint64_t)state * limit >> 32) : 0;
}

static void collect(xmlNode *node, struct nodes *nodes)
{
    for (; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        if (nodes->element_count < NODES_MAX)
            nodes->elements[nodes->element_count++] = node;
        for (xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
            if (nodes->attribute_count < NODES_MAX)
                nodes->attributes[nodes->attribute_count++] = attribute;
        collect(node->children, nodes);
    }
}

static void set(xmlAttr *attribute, const xmlChar *value)
{
    xmlSetProp(attribute->parent, attribute->name, value);
}

/* What another attribute has, of the same name where one is found soon. */
static void borrow(const struct nodes *nodes, xmlAttr *attribute)
{
    xmlAttr *other = nodes->attributes[below(nodes->attribute_count)];

    for (int i = 0; i < 8 && !xmlStrEqual(other->name, attribute->name); i++)
        other = nodes->attributes[below(nodes->attribute_count)];
    xmlChar *value = xmlNodeListGetString(other->doc, other->children, 1);
    set(attribute, value ? value : (const xmlChar *)"");
    xmlFree(value);
}

/* A digit more, less, or another. */
static void nudge(xmlAttr *attribute)
{
    xmlChar *value = xmlNodeListGetString(attribute->doc, attribute->children, 1);
    size_t length = value ? strlen((const char *)value) : 0;

    if (length) {
        xmlChar *digit = value + below(length);

        *digit = (xmlChar)(*digit >= '0' && *digit <= '9' ? '0' + below(10) : *digit);
        set(attribute, value);
    }
    xmlFree(value);
}

static void change_attribute(const struct nodes *nodes)
{
    xmlAttr *attribute = nodes->attributes[below(nodes->attribute_count)];

    switch (below(8)) {
    case 0:
        xmlRemoveProp(attribute);
        break;
    case 1:
    case 2:
        borrow(nodes, attribute);
        break;
    case 3:
    case 4:
        nudge(attribute);
        break;
    default:
        set(attribute, (const xmlChar *)values[below(sizeof values / sizeof values[0])]);
        break;
    }
}

static void change_element(const struct nodes *nodes)
{
    xmlNode *node = nodes->elements[1 + below(nodes->element_count - 1)];
    xmlNode *other = nodes->elements[1 + below(nodes->element_count - 1)];

    switch (below(4)) {
    case 0:
        xmlUnlinkNode(node);
        xmlFreeNode(node);
        break;
    case 1:
        xmlAddNextSibling(other, xmlCopyNode(node, 1));
        break;
    default:
        xmlAddNextSibling(node, xmlCopyNode(node, 1));
        break;
    }
}

static size_t write_back(xmlDoc *document, uint8_t *data, size_t max_size)
{
    xmlChar *bytes;
    int length;

    xmlDocDumpMemory(document, &bytes, &length);
    size_t size = length > 0 && (size_t)length <= max_size ? (size_t)length : 0;
    memcpy(data, bytes, size);
    xmlFree(bytes);
    return size;
}

static void ignore(void *data, const xmlError *error)
{
    (void)data;
    (void)error;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    static struct nodes nodes;
    xmlDoc *document = NULL;
    size_t written = 0;

    state = seed;
    if (size && data[0] == '<' && below(8)) {
        xmlSetStructuredErrorFunc(NULL, (xmlStructuredErrorFunc)(void (*)(void))ignore);
        document = xmlReadMemory((const char *)data, (int)size, NULL, NULL, XML_PARSE_NONET);
        xmlSetStructuredErrorFunc(NULL, NULL);
    }
    if (document) {
        for (size_t some = 1 + below(3); some; some--) {
            nodes.element_count = nodes.attribute_count = 0;
            collect(xmlDocGetRootElement(document), &nodes);
            if (nodes.attribute_count && below(4))
                change_attribute(&nodes);
            else if (nodes.element_count > 1)
                change_element(&nodes);
        }
        written = write_back(document, data, max_size);
        xmlFreeDoc(document);
    }
    return written ? written : LLVMFuzzerMutate(data, size, max_size);
}
