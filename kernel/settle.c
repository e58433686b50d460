/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The exit path. See settle.h. */
#include "settle.h"

#include <stddef.h>

#include "arch.h"
#include "clock.h"
#include "console.h"
#include "health.h"
#include "line.h"
#include "partition.h"
#include "schedule.h"
#include "status.h"
#include "timer.h"
#include "virq.h"

/* A piece of idle work is not begun when the timer is due within so many ticks, so that an
 * interrupt finds the processor at the idle instruction whatever there was to print. */
#define IDLE_QUANTUM 700u

uint32_t work;
struct vcpu *current;
static struct vcpu idle;

/* What the processor's timer is armed for. If it is a virtual timer of the current window's vCPU,
 * then nothing else is due before `bound`. Nothing is further off than HORIZON. */
#define HORIZON (1u << 30)
static struct {
    struct timer *timer; /* or &never */
    uint64_t bound;      /* ticks; not after the window's end */
} armed;
static struct timer never;

static uint32_t idle_turn; /* whose console is next in spare time */

void settle_init(void)
{
    current = &idle;
    arch_vcpu_init(&idle.machine, 0, 0, 0);
    arch_idle_reset(&idle.machine);
    never.due = CLOCK_NEVER;
    armed.timer = &never;
    work = WORK_TIMER;
}

void settle_end(uint32_t code)
{
    console_flush_all();
    arch_exit(code);
}

/* What health monitoring wants done to the module. */
static void settle_module(void)
{
    if (health_module == BH_MODULE_RESET) {
        console_flush_all();
        status_reset();
    } else if (health_module == BH_MODULE_SHUTDOWN) {
        settle_end(BH_EXIT_MODULE_HEALTH);
    }
}

static void settle_modes(struct vcpu *vcpu)
{
    if (vcpu->next_mode != MODE_KEEP) {
        line_reset(vcpu);
    }
    if (partition_settle(vcpu)) {
        settle_end(vcpu->exit_code);
    }
}

static inline uint64_t sooner(uint64_t one, uint64_t other)
{
    return one < other ? one : other;
}

/* The timer, for the window's end or the vCPU's next deadline. */
static void settle_arm(struct vcpu *vcpu, uint64_t now)
{
    uint64_t bound = sooner(schedule.next_ticks, now + HORIZON);
    armed.timer = &never;
    if (vcpu != NULL && vcpu->due < bound) {
        struct timer *first = &vcpu->timer[0];
        struct timer *second = &vcpu->timer[1];
        if (second->due < first->due) {
            first = second;
            second = &vcpu->timer[0];
        }
        bound = sooner(bound, sooner(second->due, vcpu->wait_due));
        if (first->due < bound) {
            armed.timer = first;
        }
    }
    armed.bound = bound;
    arch_timer_arm(sooner(armed.timer->due, bound));
}

static void settle_none(void)
{
    if (current != &idle) {
        arch_idle_reset(&idle.machine);
        current = &idle;
    }
}

static inline void settle_run(struct vcpu *vcpu, uint64_t now)
{
    if (vcpu != NULL && vcpu->mode != BH_MODE_IDLE && virq_settle(vcpu, now)) {
        current = vcpu;
    } else {
        settle_none();
    }
}

/* A window begins. All that is due by the time at which it enters its guest is taken up before it
 * does, and it enters at that time, not before. */
static __attribute__((noinline)) void settle_window(uint64_t now)
{
    const bool lines = schedule.vcpu != NULL && schedule.vcpu->partition->lines.count != 0;
    if (lines) {
        line_window_end(schedule.vcpu);
    }
    /* What was armed for the last window must not hit this one's first instructions. The timer is
     * armed anew behind this, so no interrupt of this window is dropped, however late it is. */
    arch_timer_discard();
    if (lines) {
        arch_line_collect(); /* also of a line that was closed before */
    }
    struct vcpu *vcpu = schedule_advance();
    if (vcpu == NULL) {
        settle_arm(NULL, now);
        settle_none();
        return;
    }
    console_window(vcpu);
    if (vcpu->schedule_changes != schedule.changes) {
        vcpu->schedule_changes = schedule.changes;
        partition_act(vcpu, schedule_change_action(vcpu), BH_START_PARTITION_RESTART);
    }
    if (vcpu->next_mode != MODE_KEEP) {
        settle_modes(vcpu);
    }
    work = 0; /* all of it is done here; the leaving partition's mode waits for its own window */
    if (vcpu->partition->lines.count != 0) {
        line_window_begin(vcpu, schedule.entry_ticks);
    }
    if (vcpu->due <= schedule.entry_ticks) {
        timer_expire(vcpu, schedule.entry_ticks);
    }
    settle_arm(vcpu, now);
    settle_run(vcpu, schedule.entry_ticks);
    if (!schedule_hold(vcpu) && vcpu->mode != BH_MODE_IDLE) {
        health_post(vcpu, BH_ERROR_WINDOW_MISSED, 0, 0, 0, 0);
    }
}

static void settle_more(void)
{
    struct vcpu *vcpu = schedule.vcpu;

    if ((work & WORK_MODE) != 0) {
        settle_module();
        if (vcpu != NULL) {
            settle_modes(vcpu);
        }
    }
    if ((work & WORK_TIMER) != 0) {
        settle_arm(vcpu, arch_clock()); /* what is due already interrupts at once */
    }
}

/* The timer's door. It is for a virtual timer of the running partition with nothing else due, or for
 * the window's end; the rest goes the general way. */
void settle_timer(void)
{
    struct timer *timer = armed.timer;
    const uint64_t now = arch_clock();

    if (__builtin_expect(now < timer->due, 0)) {
        if (now >= schedule.next_ticks) {
            settle_window(now);
        } else {
            if (schedule.vcpu != NULL && schedule.vcpu->due <= now) {
                timer_expire(schedule.vcpu, now);
            }
            settle_arm(schedule.vcpu, now);
            settle_run(schedule.vcpu, 0);
        }
        if (work != 0) {
            settle();
        }
        return;
    }
    struct vcpu *vcpu = schedule.vcpu;
    uint64_t due = timer_fire(vcpu, timer, now);
    if (due >= armed.bound) {
        due = armed.bound;
        armed.timer = &never;
    }
    arch_timer_arm(due);
    if (virq_wake(vcpu, timer->source)) {
        current = vcpu;
    }
}

void settle(void)
{
    if (work != WORK_RUN) {
        settle_more();
    }
    work = 0;
    settle_run(schedule.vcpu, 0);
}

bool settle_idle(void)
{
    const uint64_t soon = arch_clock() + IDLE_QUANTUM;
    if (soon >= armed.bound || soon >= armed.timer->due) {
        return false;
    }
    if (console_input()) {
        return true;
    }
    if (schedule.vcpu != NULL) {
        return console_drain(schedule.vcpu);
    }
    if (console_drain(&partitions[idle_turn])) {
        return true;
    }
    idle_turn = idle_turn + 1 < partition_count ? idle_turn + 1 : 0;
    return idle_turn != 0; /* a round has ended: nobody has anything */
}
