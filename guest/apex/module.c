/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Part 2 services about what the module has: its schedules, and memory besides the partition's. */
#include "ARINC653P2.h"
#include "runtime.h"

/* A name with a final zero in any case. */
struct whole_name {
    char text[MAX_NAME_LENGTH + 1];
};

static struct whole_name whole(const char *name)
{
    struct whole_name copy = {""};
    for (int i = 0; i < MAX_NAME_LENGTH && name[i] != '\0'; i++) {
        copy.text[i] = name[i];
    }
    return copy;
}

/* Numbers begin with 1, as those of all objects do. */
static SCHEDULE_STATUS_TYPE schedules(void)
{
    const struct bh_schedule_status status = bh_schedule_status();
    return (SCHEDULE_STATUS_TYPE){
        .TIME_OF_LAST_SCHEDULE_SWITCH = (SYSTEM_TIME_TYPE)status.since,
        .CURRENT_SCHEDULE = (SCHEDULE_ID_TYPE)status.current + 1,
        .NEXT_SCHEDULE = (SCHEDULE_ID_TYPE)status.next + 1,
    };
}

static RETURN_CODE_TYPE set_module_schedule(SCHEDULE_ID_TYPE id)
{
    if (id < 1 || (uint32_t)id > bh_descriptor()->schedules.count) {
        return INVALID_PARAM;
    }
    if ((bh_descriptor()->rights & BH_RIGHT_SCHEDULE) == 0) {
        return INVALID_CONFIG;
    }
    const SCHEDULE_STATUS_TYPE status = schedules();
    if (status.CURRENT_SCHEDULE == id && status.NEXT_SCHEDULE == id) {
        return NO_ACTION;
    }
    bh_schedule_set((uint32_t)id - 1);
    return NO_ERROR;
}

void SET_MODULE_SCHEDULE(SCHEDULE_ID_TYPE SCHEDULE_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(set_module_schedule(SCHEDULE_ID));
}

void GET_MODULE_SCHEDULE_STATUS(SCHEDULE_STATUS_TYPE *SCHEDULE_STATUS,
                                RETURN_CODE_TYPE *RETURN_CODE)
{
    *SCHEDULE_STATUS = schedules();
    *RETURN_CODE = NO_ERROR;
}

static RETURN_CODE_TYPE get_module_schedule_id(const char *name, SCHEDULE_ID_TYPE *id)
{
    const int index = bh_schedule(whole(name).text);
    if (index < 0) {
        return INVALID_CONFIG;
    }
    *id = index + 1;
    return NO_ERROR;
}

void GET_MODULE_SCHEDULE_ID(char *SCHEDULE_NAME, SCHEDULE_ID_TYPE *SCHEDULE_ID,
                            RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(get_module_schedule_id(SCHEDULE_NAME, SCHEDULE_ID));
}

/* A device's first range of memory. */
static RETURN_CODE_TYPE get_memory_block_status(const char *name, MEMORY_BLOCK_STATUS_TYPE *status)
{
    const struct bh_device *const device = bh_device(whole(name).text, BH_DEVICE_MEMORY, 0);
    if (device == NULL) {
        return INVALID_CONFIG;
    }
    status->MEMORY_BLOCK_ADDR = (MEMORY_BLOCK_ADDR_TYPE)device->start;
    status->MEMORY_BLOCK_MODE = READ_WRITE;
    status->MEMORY_BLOCK_SIZE = (MEMORY_BLOCK_SIZE_TYPE)device->bytes;
    return NO_ERROR;
}

void GET_MEMORY_BLOCK_STATUS(char *MEMORY_BLOCK_NAME, MEMORY_BLOCK_STATUS_TYPE *MEMORY_BLOCK_STATUS,
                             RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(get_memory_block_status(MEMORY_BLOCK_NAME, MEMORY_BLOCK_STATUS));
}
