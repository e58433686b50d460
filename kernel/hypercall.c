/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The hypercalls. What each does, its ranges and its errors: bulkhead/hypercall.h. */
#include "hypercall.h"

#include "arch.h"
#include "clock.h"
#include "console.h"
#include "health.h"
#include "line.h"
#include "partition.h"
#include "schedule.h"
#include "settle.h"
#include "timer.h"
#include "trace.h"
#include "virq.h"

/* The highest exit code of a partition or module; those above are the kernel's. */
#define EXIT_CODE_MAX 63u

#define PARAMETERS struct vcpu *caller, bh_word word1, bh_word word2

static bh_word status(enum bh_status_code code)
{
    return (bh_word)code;
}

static uint64_t pair(bh_word low, bh_word high)
{
    return (uint64_t)high << 32 | low;
}

static bh_word hypercall_version(PARAMETERS)
{
    return BH_ABI_VERSION;
}

static bh_word hypercall_irq_entry_set(PARAMETERS)
{
    caller->irq_entry = word1;
    caller->restart_begin = word2;
    caller->restart_length = arch_word(&caller->machine, 3) > word2 ? arch_word(&caller->machine, 3) - word2 : 0;
    work |= WORK_RUN;
    return status(BH_OK);
}

static bh_word hypercall_trap_entry_set(PARAMETERS)
{
    caller->trap_entry = word1;
    return status(BH_OK);
}

static bh_word hypercall_resume(PARAMETERS)
{
    caller->page->enabled = 1;
    work |= WORK_RUN;
    return arch_resume(&caller->machine, caller->page);
}

static bh_word hypercall_tls_set(PARAMETERS)
{
    if (word1 >= BH_TLS_COUNT) {
        return status(BH_BAD_INDEX);
    }
    arch_tls_set(&caller->machine, word1, word2);
    return status(BH_OK);
}

static bh_word hypercall_wait(PARAMETERS)
{
    const bh_time deadline = pair(arch_word(&caller->machine, 3), arch_word(&caller->machine, 4));
    caller->wait_set[0] = word1;
    caller->wait_set[1] = word2;
    caller->waiting = true;
    if (deadline < BH_TIME_LIMIT) {
        timer_wait_until(caller, deadline);
    }
    work |= WORK_RUN;
    return status(BH_OK);
}

static bh_word hypercall_timer_set(PARAMETERS)
{
    const bh_time period = pair(arch_word(&caller->machine, 4), arch_word(&caller->machine, 5));
    if (word1 >= BH_TIMERS) {
        return status(BH_BAD_INDEX);
    }
    if (period >= BH_TIME_LIMIT) {
        return status(BH_BAD_VALUE);
    }
    if (period != 0 && period < caller->partition->timer_period_min) {
        return status(BH_BAD_PERIOD);
    }
    timer_set(caller, word1, pair(word2, arch_word(&caller->machine, 3)), period);
    return status(BH_OK);
}

static bh_word hypercall_timer_cancel(PARAMETERS)
{
    if (word1 >= BH_TIMERS) {
        return status(BH_BAD_INDEX);
    }
    timer_cancel(caller, word1);
    return status(BH_OK);
}

static bh_word hypercall_event_send(PARAMETERS)
{
    if (word1 >= caller->partition->events.count) {
        return status(BH_BAD_INDEX);
    }
    const struct bh_event *event = &caller->events[word1];
    struct vcpu *target = &partitions[event->partition];
    /* The same without a record: a flood would push the target's own out of its ring. */
    if (target != caller && arch_bit(&target->page->pending, event->source)) {
        target->page->source[event->source].count++;
        target->page->summary = 1;
        return status(BH_OK);
    }
    virq_raise(target, event->source, 1, 0);
    if (target == caller) { /* no other has a window now */
        virq_wake(caller, event->source);
    }
    return status(BH_OK);
}

/* Stops or restarts a partition, its own or another. */
static bh_word mode_ask(struct vcpu *vcpu, bh_word mode, bh_word code)
{
    if (mode >= BH_MODE_NORMAL || (mode == BH_MODE_IDLE && code > EXIT_CODE_MAX)) {
        return status(BH_BAD_VALUE);
    }
    if (mode == BH_MODE_WARM_START && !vcpu->initialized) {
        return status(BH_BAD_MODE);
    }
    partition_request(vcpu, mode, BH_START_PARTITION_RESTART, (int32_t)code);
    return status(BH_OK);
}

static bh_word hypercall_mode_set(PARAMETERS)
{
    if (word1 != BH_MODE_NORMAL) {
        return mode_ask(caller, word1, word2);
    }
    if (caller->mode == BH_MODE_NORMAL) {
        return status(BH_BAD_MODE);
    }
    partition_normal(caller);
    return status(BH_OK);
}

static bh_word hypercall_mode_get(PARAMETERS)
{
    return caller->mode | caller->start << 8;
}

static bh_word hypercall_schedule_set(PARAMETERS)
{
    if (word1 >= schedule_count) {
        return status(BH_BAD_INDEX);
    }
    schedule_request(word1);
    return status(BH_OK);
}

static bh_word hypercall_health_raise(PARAMETERS)
{
    if (word1 >= BH_ERRORS_MAX || (BH_ERRORS_RAISED & 1u << word1) == 0) {
        return status(BH_BAD_VALUE);
    }
    health_post(caller, word1, word2, arch_word(&caller->machine, 3), 0, arch_pc(&caller->machine));
    return status(BH_OK);
}

static bh_word hypercall_module_shutdown(PARAMETERS)
{
    if (word1 > EXIT_CODE_MAX) {
        return status(BH_BAD_VALUE);
    }
    settle_end(word1);
}

static bh_word hypercall_console_flush(PARAMETERS)
{
    console_drain(caller);
    return console_waiting(caller);
}

static bh_word line_do(void (*change)(struct vcpu *, uint32_t), struct vcpu *caller, bh_word index)
{
    if (index >= caller->partition->lines.count) {
        return status(BH_BAD_INDEX);
    }
    change(caller, caller->line_first + index);
    return status(BH_OK);
}

static bh_word hypercall_irq_bind(PARAMETERS)
{
    return line_do(line_bind, caller, word1);
}

static bh_word hypercall_irq_unbind(PARAMETERS)
{
    return line_do(line_unbind, caller, word1);
}

static bh_word hypercall_irq_ack(PARAMETERS)
{
    return line_do(line_acknowledge, caller, word1);
}

static bh_word hypercall_partition_set(PARAMETERS)
{
    if (word1 >= partition_count) {
        return status(BH_BAD_INDEX);
    }
    return mode_ask(&partitions[word1], word2, arch_word(&caller->machine, 3));
}

/* The filler of the table. */
static bh_word hypercall_unknown(PARAMETERS)
{
    return status(BH_UNKNOWN_CALL);
}

/* What the table calls: the function itself, or for a call that needs a right a check before it. */
#define GUARD(number, name, right, words, prototype, arguments, text)                              \
    static bh_word guarded_##name(PARAMETERS)                                                      \
    {                                                                                              \
        if ((right) != BH_RIGHT_NONE && (caller->partition->rights & (right)) == 0) {              \
            return status(BH_NOT_PERMITTED);                                                       \
        }                                                                                          \
        return hypercall_##name(caller, word1, word2);                       \
    }
BH_HYPERCALLS(GUARD)

#define SLOT(number, name, right, words, prototype, arguments, text) [number] = guarded_##name,
const hypercall_function hypercall_table[BH_HYPERCALL_SLOTS] = {
    BH_HYPERCALLS(SLOT)[BH_HYPERCALL_COUNT... BH_HYPERCALL_SLOTS - 1] = hypercall_unknown,
};

void hypercall_trace(struct vcpu *caller, uint32_t number, bh_word word1, bh_word word2,
                     bh_word result)
{
    trace(caller->index + 1, BH_TRACE_HYPERCALL, number, word1, word2, result);
}
