/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Time management services. */
#include "runtime.h"

#include "life.h"

static RETURN_CODE_TYPE timed_wait(SYSTEM_TIME_TYPE delay)
{
    if (!apex_may_wait()) {
        return INVALID_MODE;
    }
    if (delay < 0 || !apex_time_out_valid(delay)) {
        return INVALID_PARAM;
    }
    if (delay == 0) {
        apex_yield();
        return NO_ERROR;
    }
    return apex_wait(NULL, HELD_BLOCKED, delay, NO_ERROR);
}

void TIMED_WAIT(SYSTEM_TIME_TYPE DELAY_TIME, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(timed_wait(DELAY_TIME));
}

/* The first release from now on; those that were overrun are gone. */
static SYSTEM_TIME_TYPE next_release(const struct apex_process *process, SYSTEM_TIME_TYPE now)
{
    const SYSTEM_TIME_TYPE period = process->attributes.PERIOD;
    const SYSTEM_TIME_TYPE next = apex_time_sum(process->release, period);
    if (next < 0 || next >= now) {
        return next;
    }
    return apex_time_sum(now - (now - next) % period, period);
}

static RETURN_CODE_TYPE periodic_wait(void)
{
    struct apex_process *const process = apex_current;
    if (!apex_may_wait() || process->attributes.PERIOD <= 0) {
        return INVALID_MODE;
    }
    const SYSTEM_TIME_TYPE now = apex_now();
    const SYSTEM_TIME_TYPE release = next_release(process, now);
    const SYSTEM_TIME_TYPE capacity = process->attributes.TIME_CAPACITY;
    if (release < 0 || (capacity > 0 && apex_time_sum(release, capacity) < 0)) {
        return INVALID_CONFIG;
    }
    apex_timer_expire(now); /* a deadline that has just passed was missed */
    apex_await_release(process, release);
    apex_dispatch();
    return NO_ERROR;
}

void PERIODIC_WAIT(RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(periodic_wait());
}

void GET_TIME(SYSTEM_TIME_TYPE *SYSTEM_TIME, RETURN_CODE_TYPE *RETURN_CODE)
{
    *SYSTEM_TIME = apex_now();
    *RETURN_CODE = NO_ERROR;
}

/* A caller that has not to do with deadlines: the error handler, and whoever runs before NORMAL. */
static RETURN_CODE_TYPE replenish(SYSTEM_TIME_TYPE budget)
{
    struct apex_process *const process = apex_current;
    const SYSTEM_TIME_TYPE period = process->attributes.PERIOD, now = apex_now();

    if (!apex_time_out_valid(budget)) {
        return INVALID_PARAM;
    }
    if (period > 0 && (budget < 0 || now + budget > process->release + period)) {
        return INVALID_MODE;
    }
    if (process == &apex_handler || process == &apex_main) {
        return NO_ACTION;
    }
    apex_timer_expire(now); /* a deadline that has just passed was missed */
    if (process->attributes.TIME_CAPACITY > 0) {
        apex_deadline_set(process, budget < 0 ? -1 : now + budget);
    }
    return NO_ERROR;
}

void REPLENISH(SYSTEM_TIME_TYPE BUDGET_TIME, RETURN_CODE_TYPE *RETURN_CODE)
{
    APEX_SERVICE(replenish(BUDGET_TIME));
}
