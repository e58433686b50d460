/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The module's status and health log, for who may read them. */
#include "bh.h"

const volatile struct bh_status_page *bh_module_status(void)
{
    return (bh_descriptor()->rights & BH_RIGHT_STATUS) != 0
               ? (const volatile struct bh_status_page *)BH_STATUS
               : NULL;
}

bool bh_log_read(const volatile struct bh_log *log, uint32_t number, struct bh_log_entry *entry)
{
    if (log->posted - number - 1 >= BH_LOG_ENTRIES) {
        return false;
    }
    *entry = log->entry[number % BH_LOG_ENTRIES];
    /* There was such an entry, and it has not given way meanwhile. */
    return entry->time != 0 && log->posted - number <= BH_LOG_ENTRIES;
}

struct bh_schedule_status bh_schedule_status(void)
{
    const volatile struct bh_information *information = bh_information();
    struct bh_schedule_status status;
    do {
        status = (struct bh_schedule_status){
            .since = information->schedule_since,
            .current = information->schedule,
            .next = information->next_schedule,
        };
    } while (status.since != information->schedule_since);
    return status;
}
