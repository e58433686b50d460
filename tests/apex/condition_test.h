/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What the programs share that provoke the tables of conditions: include a table within a function
 * with a parameter `context`.
 */
#ifndef CONDITION_TEST_H
#define CONDITION_TEST_H

#include "apex_test.h"

enum context { INIT, PROCESS, PERIODIC, HANDLER, LIMITS, ALONE };

static bool holds;
static RETURN_CODE_TYPE other;

/* A short name in full length. */
static inline char *name(const char *of)
{
    static NAME_TYPE padded;
    test_name(padded, of);
    return padded;
}

static inline char *numbered(int i)
{
    char short_name[] = {(char)('a' + i / 16), (char)('a' + i % 16), '\0'};
    return name(short_name);
}

/* Does it with growing i until the answer is another; it has to be possible that many times. */
#define EXHAUST(statement, limit)                                                                  \
    do {                                                                                           \
        int i = 0;                                                                                 \
        do {                                                                                       \
            statement;                                                                             \
        } while (rc == NO_ERROR && ++i < 1000);                                                    \
        holds = i == (limit);                                                                      \
    } while (0)

/* While preemption is locked. */
#define LOCKED(...)                                                                                \
    do {                                                                                           \
        LOCK_LEVEL_TYPE lock_level;                                                                \
        LOCK_PREEMPTION(&lock_level, &other);                                                      \
        __VA_ARGS__;                                                                               \
        UNLOCK_PREEMPTION(&lock_level, &other);                                                    \
    } while (0)

static inline void verdict(const char *service, const char *context, const char *condition,
                           RETURN_CODE_TYPE expected, const char *code)
{
    const RETURN_CODE_TYPE answered = rc;
    const uint32_t enabled = bh_vcpu()->enabled;
    bh_irq_disable();
    bh_print("%s - %s (%s), %s: %s\n", answered == expected && holds ? "ok" : "not ok", service, context,
             condition, code);
    if (answered != expected) {
        bh_print("# it was %d\n", (int)answered);
    }
    if (enabled != 0) {
        bh_irq_enable();
    }
}

#define CONDITION(service, where, condition, code, mark, ...)                                      \
    if (context == where) {                                                                        \
        holds = true;                                                                              \
        rc = (RETURN_CODE_TYPE)-1;                                                                 \
        __VA_ARGS__;                                                                               \
        verdict(#service, #where, condition, code, #code);                                         \
    }

#endif
