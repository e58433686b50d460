/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The cache manager. The processor keeps its caches coherent, and what would switch or empty them
 * is not a guest's business.
 */
#include <rtems.h>
#include <rtems/rtems/cache.h>

#define LINE 64

#define NOTHING(name)                                                                              \
    void name(void)                                                                                \
    {                                                                                              \
    }
#define NOTHING_RANGE(name)                                                                        \
    void name(const void *address, size_t bytes)                                                   \
    {                                                                                              \
    }

NOTHING_RANGE(rtems_cache_flush_multiple_data_lines)
NOTHING_RANGE(rtems_cache_invalidate_multiple_data_lines)
NOTHING_RANGE(rtems_cache_invalidate_multiple_instruction_lines)
NOTHING_RANGE(rtems_cache_instruction_sync_after_code_change)
NOTHING(rtems_cache_flush_entire_data)
NOTHING(rtems_cache_invalidate_entire_data)
NOTHING(rtems_cache_invalidate_entire_instruction)
NOTHING(rtems_cache_freeze_data)
NOTHING(rtems_cache_unfreeze_data)
NOTHING(rtems_cache_freeze_instruction)
NOTHING(rtems_cache_unfreeze_instruction)
NOTHING(rtems_cache_enable_data)
NOTHING(rtems_cache_disable_data)
NOTHING(rtems_cache_enable_instruction)
NOTHING(rtems_cache_disable_instruction)

size_t rtems_cache_get_data_line_size(void)
{
    return LINE;
}

size_t rtems_cache_get_instruction_line_size(void)
{
    return LINE;
}

size_t rtems_cache_get_maximal_line_size(void)
{
    return LINE;
}

/* Not known. */
size_t rtems_cache_get_data_cache_size(uint32_t level)
{
    return 0;
}

size_t rtems_cache_get_instruction_cache_size(uint32_t level)
{
    return 0;
}
