/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What libxml2 says about a file that breaks the schema, in words that say what to do.
 */
#ifndef HOST_SCHEMA_WORDS_H
#define HOST_SCHEMA_WORDS_H

#include <libxml/tree.h>
#include <libxml/xmlerror.h>

/** What is wrong; what to do. */
const char *schema_words(const xmlError *error);

#endif
