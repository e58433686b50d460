/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What the APEX test programs share: verdicts, and shorthands for services in which the return code
 * is not what is tested.
 */
#ifndef APEX_TEST_H
#define APEX_TEST_H

#include "apex.h"
#include "bh.h"

#define US 1000LL
#define MS 1000000LL

static RETURN_CODE_TYPE rc;

/* Prints "ok - sentence" or "not ok - sentence". Whoever runs. */
static inline void test(bool holds, const char *sentence)
{
    const uint32_t enabled = bh_vcpu()->enabled;
    bh_irq_disable();
    bh_print(holds ? "ok - %s\n" : "not ok - %s\n", sentence);
    if (enabled != 0) {
        bh_irq_enable();
    }
}

static inline SYSTEM_TIME_TYPE now(void)
{
    SYSTEM_TIME_TYPE time;
    GET_TIME(&time, &rc);
    return time;
}

static inline void spin(SYSTEM_TIME_TYPE duration)
{
    const SYSTEM_TIME_TYPE end = now() + duration;
    while (now() < end) {
    }
}

static inline void test_name(char *to, const char *name)
{
    for (int i = 0; i < MAX_NAME_LENGTH; i++) {
        to[i] = *name;
        name += *name != '\0';
    }
}

static inline PROCESS_ID_TYPE test_process(const char *name, void (*entry)(void),
                                           PRIORITY_TYPE priority, SYSTEM_TIME_TYPE period,
                                           SYSTEM_TIME_TYPE capacity)
{
    PROCESS_ATTRIBUTE_TYPE attributes = {
        .PERIOD = period,
        .TIME_CAPACITY = capacity,
        .ENTRY_POINT = (SYSTEM_ADDRESS_TYPE)entry,
        .STACK_SIZE = 2048,
        .BASE_PRIORITY = priority,
        .DEADLINE = SOFT,
    };
    PROCESS_ID_TYPE id = NULL_PROCESS_ID;
    test_name(attributes.NAME, name);
    CREATE_PROCESS(&attributes, &id, &rc);
    if (rc != NO_ERROR) {
        test(false, "a process of the test can be created");
    }
    return id;
}

#endif
