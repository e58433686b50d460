/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "stacks.h"

uint64_t stack_stride(const struct config_partition *partition)
{
    return BH_PAGE_SIZE + partition->stack_bytes;
}

uint64_t stack_address(const struct config_partition *partition, uint32_t slot)
{
    return BH_MEMORY_BASE + partition->memory + slot * stack_stride(partition) + BH_PAGE_SIZE;
}

uint64_t stacks_bytes(const struct config_partition *partition)
{
    return partition->stack_count * partition->stack_bytes;
}
