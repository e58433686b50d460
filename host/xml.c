/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "xml.h"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <string.h>

#include "memory.h"
#include "schema_words.h"
#include "share.h"

struct validation {
    const char *file;
    enum check check;
};

/* libxml2's messages end in a newline, and say what is wrong but not what to do. */
static void on_error(void *data, xmlErrorPtr error)
{
    const struct validation *validation = data;
    struct place place = {validation->file, error->line > 0 ? (unsigned)error->line : 1};

    if (validation->check == CHECK_schema) {
        report_fault(CHECK_schema, &place, "%s", schema_words(error));
        return;
    }
    char *message = text("%s", error->message ? error->message : "unreadable");
    size_t length = strlen(message);

    while (length && strchr("\n. ", message[length - 1]))
        message[--length] = '\0';
    report_fault(validation->check, &place, "%s; mend the XML there or just before", message);
}

static xmlSchemaValidCtxt *schema_context(void)
{
    const char *file = share_path("module.xsd");
    xmlSchemaParserCtxt *parser = xmlSchemaNewParserCtxt(file);
    xmlSchema *schema = parser ? xmlSchemaParse(parser) : NULL;
    xmlSchemaValidCtxt *context = schema ? xmlSchemaNewValidCtxt(schema) : NULL;

    if (!context)
        give_up("cannot read the schema %s; set BULKHEAD_SHARE to the folder that holds it", file);
    return context;
}

xmlNode *xml_open(const char *file, const char *root)
{
    struct validation validation = {file, CHECK_xml_well_formed};
    unsigned before = report_faults();

    xmlSetStructuredErrorFunc(&validation, on_error);
    xmlDoc *document = xmlReadFile(file, NULL, XML_PARSE_NONET | XML_PARSE_BIG_LINES);
    xmlSetStructuredErrorFunc(NULL, NULL);
    if (!document) {
        if (report_faults() == before)
            report_fault(CHECK_xml_well_formed, &(struct place){file, 0},
                         "is not XML; mend the file");
        return NULL;
    }

    document->_private = text("%s", file); /* for xml_place: the URL would be escaped */
    validation.check = CHECK_schema;
    xmlSchemaValidCtxt *context = schema_context();
    xmlSchemaSetValidStructuredErrors(context, on_error, &validation);
    xmlSchemaValidateDoc(context, document);
    if (report_faults() != before)
        return NULL;

    xmlNode *node = xmlDocGetRootElement(document);
    if (!xmlStrEqual(node->name, (const xmlChar *)root)) {
        struct place place = xml_place(node);
        report_fault(CHECK_schema, &place, "the file's root element is %s; give a file with a %s",
                     (const char *)node->name, root);
        return NULL;
    }
    return node;
}

static bool is_named(const xmlNode *node, const xmlChar *name)
{
    return node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, name);
}

xmlNode *xml_child(const xmlNode *parent, const char *name)
{
    xmlNode *node = parent ? parent->children : NULL;

    while (node && !is_named(node, (const xmlChar *)name))
        node = node->next;
    return node;
}

xmlNode *xml_next(const xmlNode *node)
{
    xmlNode *next = node->next;

    while (next && !is_named(next, node->name))
        next = next->next;
    return next;
}

size_t xml_count(const xmlNode *parent, const char *name)
{
    size_t count = 0;

    for (const xmlNode *node = xml_child(parent, name); node; node = xml_next(node))
        count++;
    return count;
}

struct place xml_place(const xmlNode *node)
{
    long line = xmlGetLineNo(node);

    return (struct place){node->doc->_private, line > 0 ? (unsigned)line : 0};
}
