/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "schema_words.h"

#include <libxml/parser.h>
#include <string.h>

#include "memory.h"
#include "nearest.h"
#include "share.h"

#define NAMES_MAX 64

static bool is_declaration(const xmlNode *node, const char *kind)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, kind) == 0;
}

static const char *attribute(const xmlNode *node, const char *name)
{
    const xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);

    return value ? (const char *)value : "";
}

/* The declaration of that kind and name within a node, but not within elements declared there. */
static const xmlNode *find_within(const xmlNode *node, const char *kind, const char *name)
{
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (is_declaration(child, kind) && strcmp(attribute(child, "name"), name) == 0)
            return child;
        const xmlNode *found =
            is_declaration(child, "element") ? NULL : find_within(child, kind, name);
        if (found)
            return found;
    }
    return NULL;
}

/* What an element's declaration says of its contents: itself, or the type that it names. */
static const xmlNode *contents_of(const xmlNode *schema, const xmlNode *declaration)
{
    const char *type = attribute(declaration, "type");

    return *type ? find_within(schema, "complexType", type) : declaration;
}

/* The contents that the schema declares for an element of a file, or NULL. */
static const xmlNode *declared_contents(const xmlNode *schema, const xmlNode *element)
{
    bool root = !element->parent || element->parent->type != XML_ELEMENT_NODE;
    const xmlNode *outer = root ? schema : declared_contents(schema, element->parent);
    const xmlNode *declaration =
        outer ? find_within(outer, "element", (const char *)element->name) : NULL;

    return declaration ? contents_of(schema, declaration) : NULL;
}

static void gather_attributes(const xmlNode *node, const char **names, size_t *count)
{
    for (const xmlNode *child = node->children; child && *count < NAMES_MAX; child = child->next) {
        if (is_declaration(child, "attribute"))
            names[(*count)++] = attribute(child, "name");
        else if (!is_declaration(child, "element"))
            gather_attributes(child, names, count);
    }
}

/* The attributes that an element may have; a NULL ends them. */
static const char *const *attributes_of(const xmlNode *element)
{
    const char **names = allocate(NAMES_MAX + 1, sizeof names[0]);
    xmlDoc *document = xmlReadFile(share_path("module.xsd"), NULL, XML_PARSE_NONET);
    const xmlNode *schema = document ? xmlDocGetRootElement(document) : NULL;
    const xmlNode *contents = schema ? declared_contents(schema, element) : NULL;
    size_t count = 0;

    if (contents)
        gather_attributes(contents, names, &count);
    return names;
}

/* What stands between two texts in the message, or "". */
static const char *between(const char *message, const char *begin, const char *end)
{
    const char *start = strstr(message, begin);
    const char *stop = start ? strstr(start + strlen(begin), end) : NULL;

    return stop ? text("%.*s", (int)(stop - start - (long)strlen(begin)), start + strlen(begin))
                : "";
}

static const char *expected_words(const char *message, const char *element)
{
    const char *one = between(message, "xpected is ( ", " )");
    const char *expected = *one ? one : between(message, "xpected is one of ( ", " )");

    if (strstr(message, "Missing child") && *one)
        return text("%s is not complete; add %s", element, one);
    if (strstr(message, "Missing child"))
        return text("%s is not complete; add what it needs of %s (bulkhead help configuration)",
                    element, expected);
    if (*expected)
        return text("%s does not belong here; here may stand %s: correct, move or delete it",
                    element, expected);
    return text("%s does not belong here; move or delete it", element);
}

static const char *value_words(const char *message, const char *element, const char *name)
{
    const char *written =
        text("%s=\"%s\" of %s", name, between(message, "The value '", "' is"), element);
    const char *set = between(message, "the set {", "}");

    if (*set)
        return text("%s is not among the values there are; give one of %s", written, set);
    if (strcmp(name, "Pci") == 0)
        return text("%s is no PCI function; write bus:device.function in hexadecimal, as in 00:03.0",
                    written);
    return text("%s is not what the schema describes; bulkhead help configuration", written);
}

const char *schema_words(const xmlError *error)
{
    const char *message = error->message ? error->message : "";
    const char *element = between(message, "Element '", "'");
    const char *name = between(message, "attribute '", "'");

    if (strstr(message, "is not allowed")) {
        const char *const *names = error->node ? attributes_of(error->node) : (const char *[]){NULL};
        return text("%s has no attribute %s%s", element, name, nearest_or_list(name, names));
    }
    if (strstr(message, "is required but missing"))
        return text("%s has no attribute %s, which it needs; add it", element, name);
    if (strstr(message, "No matching global declaration"))
        return text("the file's root element is %s; give a file with a Module", element);
    if (strstr(message, "xpected"))
        return expected_words(message, element);
    if (*name)
        return value_words(message, element, name);
    return text("%.*s; bulkhead help configuration", (int)strcspn(message, "\n"), message);
}
