/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What is behind a check: its rule, the reason, a wrong and a right example. The share directory's
 * explain/ has a section for each check, in files that are named by what they are about.
 */
#ifndef HOST_EXPLAIN_H
#define HOST_EXPLAIN_H

#include "checks.h"

/** The check of that name, written with dashes or underscores, or CHECK_COUNT. */
enum check explain_find(const char *name);

/** The names of all checks; a NULL ends them. */
const char *const *explain_names(void);

/** Print what is behind it. */
void explain(enum check check);

#endif
