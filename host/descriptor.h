/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A partition's descriptor.
 */
#ifndef HOST_DESCRIPTOR_H
#define HOST_DESCRIPTOR_H

#include "blob.h"

struct module;

/** Make struct bh_descriptor with its tables; needs the contents' plan, no addresses. */
struct blob descriptor_make(const struct module *module, size_t partition);

/** The number at its destination of an event's source. */
uint32_t event_source(const struct module *module, size_t event);

#endif
