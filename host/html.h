/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The report's page: share/report.html, with the document in it.
 */
#ifndef HOST_HTML_H
#define HOST_HTML_H

#include <jansson.h>

/** Write the page to a file, or give up. */
void html_write(const char *path, const json_t *document);

#endif
