/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The kernel's finished tables.
 */
#ifndef HOST_TABLES_H
#define HOST_TABLES_H

#include "blob.h"

struct module;

/** Make struct bh_tables with its tables. Its size does not depend on addresses or checksums. */
struct blob tables_make(const struct module *module);

#endif
