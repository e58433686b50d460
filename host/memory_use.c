/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "memory_use.h"

#include "memory.h"
#include "module.h"

static uint64_t *place_of(struct memory_use *use, const struct bh_range *range)
{
    switch ((enum bh_range_kind)range->kind) {
    case BH_RANGE_IMAGE:
        return &use->images[range->partition];
    case BH_RANGE_MEMORY:
        return &use->memories[range->partition];
    case BH_RANGE_CHANNEL:
        return &use->channels;
    default:
        return &use->kernel;
    }
}

struct memory_use memory_use(const struct module *module)
{
    const struct layout *layout = &module->layout;
    struct memory_use use = {
        .images = allocate(module->config.partition_count, sizeof use.images[0]),
        .memories = allocate(module->config.partition_count, sizeof use.memories[0]),
    };

    for (size_t i = 0; i < module->board.memory_count; i++)
        use.board += module->board.memories[i].bytes;
    for (size_t i = 0; i < layout->range_count; i++) {
        *place_of(&use, &layout->ranges[i]) += layout->ranges[i].bytes;
        use.used += layout->ranges[i].bytes;
    }
    if (layout->trace) {
        use.trace = span_end(&layout->shared) - layout->trace;
        use.kernel -= use.trace;
    }
    return use;
}
