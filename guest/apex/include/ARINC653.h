/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* ARINC 653 Part 1 under the name by which many programs include it. */
#ifndef ARINC653_H
#define ARINC653_H

#include "apex.h"

#endif
