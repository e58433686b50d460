/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * What functions of the core promise: virtual interrupts, timers, schedule, health, clock. WP proves of each body that
 * it keeps its contract, and that it keeps the contracts of what it calls; what it does not prove is in unproved.txt.
 *
 * A-SEPARATE: a vCPU, its page, the information page and the status page are different memory.
 */
#ifndef PROOF_CONTRACTS_H
#define PROOF_CONTRACTS_H

#include "machine.h"

#include <bulkhead/status.h>

#include "kernel/arch.h"
#include "kernel/schedule.h"
#include "kernel/status.h"
#include "kernel/trace.h"
#include "kernel/vcpu.h"
#include "kernel/clock.h"

#include "assumed.h"

/*@ predicate sane(struct vcpu *vcpu) = \valid(vcpu) && \valid(vcpu->page) && \separated(vcpu, vcpu->page);

  logic integer soonest(integer one, integer other) = one < other ? one : other;

  predicate clock_set = \valid(information) && MULTIPLIER_LEAST <= information->multiplier && 1 <= information->shift <= 31;

  // What struct timer says of its fields.
  predicate running(struct timer *timer) = timer->period_fraction < information->multiplier && timer->period <= PERIOD_MOST &&
      0xffffffff - information->multiplier < timer->fraction;
  @*/

/* Virtual interrupts: the count goes up by what occurred, the bit is set, and nothing else changes but the time of the
 * first. */
/*@ requires sane(vcpu) && source < BH_SOURCES;
  @ assigns vcpu->page->source[source].count, vcpu->page->source[source].first, vcpu->page->pending[source / 32],
  @     vcpu->page->summary;
  @ ensures vcpu->page->source[source].count == (uint32_t)(\old(vcpu->page->source[source].count) + occurrences);
  @ ensures vcpu->page->pending[source / 32] == (\old(vcpu->page->pending[source / 32]) | (1 << (source % 32)));
  @ ensures vcpu->page->summary == 1;
  @*/
static inline void virq_raise(struct vcpu *vcpu, uint32_t source, uint32_t occurrences, uint64_t now);

/* The guest continues at its entry, with the interrupted place where its handler finds it; or in its return sequence at
 * that one's start. No other register changes. */
/*@ requires sane(vcpu);
  @ assigns vcpu->page->enabled, vcpu->page->irq_pc, vcpu->page->irq_flags, vcpu->machine.context.eip,
  @     vcpu->machine.context.eflags;
  @ ensures vcpu->page->enabled == 0;
  @ behavior again:
  @   assumes (vcpu->machine.context.eip - vcpu->restart_begin) % 0x100000000 < vcpu->restart_length &&
  @       vcpu->machine.context.eip >= vcpu->restart_begin;
  @   ensures vcpu->machine.context.eip == vcpu->restart_begin;
  @   ensures vcpu->page->irq_pc == \old(vcpu->page->irq_pc) && vcpu->page->irq_flags == \old(vcpu->page->irq_flags);
  @ behavior entry:
  @   assumes vcpu->restart_length == 0;
  @   ensures vcpu->machine.context.eip == vcpu->irq_entry;
  @   ensures vcpu->page->irq_pc == \old(vcpu->machine.context.eip);
  @   ensures vcpu->page->irq_flags == \old(vcpu->machine.context.eflags);
  @*/
static inline void virq_deliver(struct vcpu *vcpu, uint64_t now);

/*@ requires \valid_read(vcpu) && \valid_read(vcpu->page) && source < BH_SOURCES;
  @ assigns \nothing;
  @ ensures \result <==> vcpu->page->enabled != 0 && !bit(vcpu->page->mask[source / 32], source % 32);
  @*/
static inline bool virq_open(const struct vcpu *vcpu, uint32_t source);

/* Who is told to run waits no more; who is not is as it was. */
/*@ requires sane(vcpu) && source < BH_SOURCES;
  @ assigns vcpu->waiting, vcpu->wait_due, vcpu->page->enabled, vcpu->page->irq_pc, vcpu->page->irq_flags,
  @     vcpu->machine.context.eip, vcpu->machine.context.eflags;
  @ ensures \result ==> !vcpu->waiting;
  @ ensures !\result ==> vcpu->waiting && vcpu->wait_due == \old(vcpu->wait_due) &&
  @     vcpu->machine.context.eip == \old(vcpu->machine.context.eip) && vcpu->page->enabled == \old(vcpu->page->enabled);
  @ ensures \old(vcpu->page->enabled) == 0 ==> vcpu->machine.context.eip == \old(vcpu->machine.context.eip);
  @*/
static inline bool virq_wake(struct vcpu *vcpu, uint32_t source);

/*@ requires sane(vcpu);
  @ assigns vcpu->waiting, vcpu->wait_due, vcpu->page->enabled, vcpu->page->irq_pc, vcpu->page->irq_flags,
  @     vcpu->machine.context.eip, vcpu->machine.context.eflags;
  @ ensures \result ==> !vcpu->waiting;
  @ ensures !\result ==> vcpu->waiting && vcpu->wait_due == \old(vcpu->wait_due) &&
  @     vcpu->machine.context.eip == \old(vcpu->machine.context.eip) && vcpu->page->enabled == \old(vcpu->page->enabled);
  @ ensures \old(vcpu->page->enabled) == 0 ==> vcpu->machine.context.eip == \old(vcpu->machine.context.eip);
  @*/
static inline bool virq_settle(struct vcpu *vcpu, uint64_t now);

/* A trap is delivered whole, or nothing of it. */
/*@ requires sane(vcpu);
  @ assigns vcpu->page->trap_pc, vcpu->page->trap_flags, vcpu->page->trap_vector, vcpu->page->trap_error, vcpu->page->enabled,
  @     vcpu->machine.context.eip, vcpu->machine.context.eflags;
  @ behavior refused:
  @   assumes vcpu->trap_entry == 0 || vcpu->page->trap_vector != BH_TRAP_NONE;
  @   assigns \nothing;
  @   ensures !\result;
  @ behavior taken:
  @   assumes vcpu->trap_entry != 0 && vcpu->page->trap_vector == BH_TRAP_NONE;
  @   ensures \result && vcpu->page->enabled == 0 && vcpu->page->trap_vector == vector && vcpu->page->trap_error == error;
  @   ensures vcpu->page->trap_pc == \old(vcpu->machine.context.eip) && vcpu->machine.context.eip == vcpu->trap_entry;
  @ complete behaviors;
  @ disjoint behaviors;
  @*/
static inline bool virq_trap(struct vcpu *vcpu, uint32_t vector, bh_word error);

/*@ requires sane(vcpu);
  @ ensures vcpu->irq_entry == 0 && vcpu->restart_length == 0 && vcpu->trap_entry == 0;
  @ ensures vcpu->page->enabled == 0 && vcpu->page->summary == 0 && vcpu->page->trap_vector == BH_TRAP_NONE;
  @ ensures vcpu->page->pending[0] == 0 && vcpu->page->pending[1] == 0;
  @ ensures vcpu->page->mask[0] == 0xffffffff && vcpu->page->mask[1] == 0xffffffff;
  @ ensures vcpu->page->release == vcpu->release;
  @*/
void virq_reset(struct vcpu *vcpu);

/* Timers. `due` of the vCPU is never later than what it stands for. */
/*@ requires \valid(vcpu);
  @ assigns vcpu->due, work;
  @ ensures vcpu->due == soonest(\old(vcpu->due), due);
  @*/
static void timer_sooner(struct vcpu *vcpu, uint64_t due);

/*@ requires \valid(vcpu);
  @ assigns vcpu->timer[0 .. BH_TIMERS - 1].due, vcpu->timer[0 .. BH_TIMERS - 1].source, vcpu->wait_due, vcpu->due, work;
  @ ensures vcpu->timer[0].due == CLOCK_NEVER && vcpu->timer[1].due == CLOCK_NEVER;
  @ ensures vcpu->timer[0].source == BH_SOURCE_TIMER && vcpu->timer[1].source == BH_SOURCE_TIMER + 1;
  @ ensures vcpu->wait_due == CLOCK_NEVER && vcpu->due == CLOCK_NEVER;
  @*/
void timer_reset(struct vcpu *vcpu);

/*@ requires \valid(vcpu) && clock_set && \separated(vcpu, information) && index < BH_TIMERS && period < BH_TIME_LIMIT;
  @ assigns vcpu->timer[index], vcpu->due, work;
  @ ensures vcpu->due <= vcpu->timer[index].due && vcpu->due <= \old(vcpu->due);
  @ ensures vcpu->timer[index].source == \old(vcpu->timer[index].source);
  @ ensures deadline >= BH_TIME_LIMIT ==> vcpu->timer[index].due == CLOCK_NEVER;
  @ ensures deadline < BH_TIME_LIMIT ==> running(&vcpu->timer[index]);
  @ ensures period == 0 ==> vcpu->timer[index].period == TIMER_ONCE;
  @*/
void timer_set(struct vcpu *vcpu, uint32_t index, bh_time deadline, bh_time period);

/*@ requires \valid(&vcpu->timer[index]);
  @ assigns vcpu->timer[index].due;
  @ ensures vcpu->timer[index].due == CLOCK_NEVER;
  @*/
void timer_cancel(struct vcpu *vcpu, uint32_t index);

/*@ requires \valid(timer) && clock_set && \separated(timer, information);
  @ requires running(timer) && 1 <= periods <= 0x7fffffff;
  @ assigns timer->due, timer->fraction;
  @ ensures running: running(timer);
  @*/
static void timer_advance(struct timer *timer, uint32_t periods);

/*@ requires sane(vcpu) && \valid(timer) && clock_set && \separated(timer, information, vcpu->page) && \separated(information, vcpu->page);
  @ requires running(timer) && timer->source < BH_SOURCES;
  @ assigns timer->due, timer->fraction, vcpu->page->source[timer->source].count, vcpu->page->source[timer->source].first,
  @     vcpu->page->pending[timer->source / 32], vcpu->page->summary;
  @ ensures due: \result == timer->due;
  @ ensures period: timer->period <= PERIOD_MOST && timer->period_fraction < information->multiplier;
  @ ensures fraction: 0xffffffff - information->multiplier < timer->fraction;
  @*/
uint64_t timer_fire_late(struct vcpu *vcpu, struct timer *timer, uint64_t now);

/*@ requires sane(vcpu) && \valid(timer) && clock_set && \separated(timer, information, vcpu->page) && \separated(information, vcpu->page);
  @ requires running(timer) && timer->source < BH_SOURCES;
  @ assigns timer->due, timer->fraction, vcpu->page->source[timer->source].count, vcpu->page->source[timer->source].first,
  @     vcpu->page->pending[timer->source / 32], vcpu->page->summary;
  @ ensures due: \result == timer->due;
  @ ensures period: timer->period <= PERIOD_MOST && timer->period_fraction < information->multiplier;
  @ ensures fraction: 0xffffffff - information->multiplier < timer->fraction;
  @*/
static inline uint64_t timer_fire(struct vcpu *vcpu, struct timer *timer, uint64_t now);

/* What is due is taken up, a wait that is over ends, and `due` is what comes next. */
/*@ requires sane(vcpu) && clock_set && \separated(vcpu, information) && \separated(vcpu->page, information);
  @ requires \forall integer t; 0 <= t < BH_TIMERS ==> vcpu->timer[t].source < BH_SOURCES &&
  @     (vcpu->timer[t].due <= now ==> running(&vcpu->timer[t]));
  @ assigns vcpu->wait_due, vcpu->waiting, vcpu->machine.context.eax, vcpu->due, vcpu->timer[0 .. BH_TIMERS - 1].due,
  @     vcpu->timer[0 .. BH_TIMERS - 1].fraction, vcpu->page->source[0 .. BH_SOURCES - 1].count,
  @     vcpu->page->source[0 .. BH_SOURCES - 1].first, vcpu->page->pending[0 .. 1], vcpu->page->summary;
  @ ensures next: vcpu->due == soonest(vcpu->wait_due, soonest(vcpu->timer[0].due, vcpu->timer[1].due));
  @ ensures over: \old(vcpu->wait_due) <= now ==> !vcpu->waiting && vcpu->wait_due == CLOCK_NEVER &&
  @     vcpu->machine.context.eax == (uint32_t)BH_TIMED_OUT;
  @ ensures not_over: \old(vcpu->wait_due) > now ==> vcpu->waiting == \old(vcpu->waiting) &&
  @     vcpu->wait_due == \old(vcpu->wait_due) && vcpu->machine.context.eax == \old(vcpu->machine.context.eax);
  @*/
void timer_expire(struct vcpu *vcpu, uint64_t now);

/*@ requires \valid(vcpu) && clock_set && \separated(vcpu, information);
  @ assigns vcpu->wait_due, vcpu->due, work;
  @ ensures vcpu->due <= vcpu->wait_due;
  @*/
void timer_wait_until(struct vcpu *vcpu, bh_time deadline);

/* The schedule. A step within a schedule; one that changes it has no contract. */
/*@ predicate planned = clock_set && \valid_read(schedule.table) && 1 <= schedule.table->windows.count &&
      \valid_read(schedule.windows + (0 .. schedule.table->windows.count - 1)) &&
      schedule.next_window < schedule.table->windows.count;
  @*/
static uint64_t entry_offset, entry_lead;
/*@ requires planned;
  @ requires schedule.next_window != 0 || information->next_schedule == schedule.index;
  @ assigns schedule.window, schedule.planned, schedule.entry_ticks, schedule.next_window, schedule.frame_start,
  @     schedule.next_ticks;
  @ ensures again: planned;
  @ ensures window: schedule.window == \old(schedule.next_window);
  @ ensures next: schedule.next_window == (\old(schedule.next_window) + 1 == schedule.table->windows.count ? 0 : \old(schedule.next_window) + 1);
  @ ensures start: schedule.planned == (uint64_t)(\old(schedule.frame_start) + schedule.windows[schedule.window].start);
  @ ensures frame: schedule.frame_start == (schedule.next_window == 0 ? (uint64_t)(\old(schedule.frame_start) + schedule.table->frame)
  @     : \old(schedule.frame_start));
  @ ensures entry: schedule.entry_ticks == (uint64_t)((uint64_t)(\old(schedule.next_ticks) + entry_lead) + entry_offset);
  @*/
static void schedule_step(void);

/*@ requires \valid(information);
  @ assigns information->next_schedule;
  @ ensures information->next_schedule == index;
  @*/
void schedule_request(uint32_t index);

/* Modes. */
/*@ requires \valid(vcpu);
  @ assigns vcpu->next_mode, vcpu->next_start, vcpu->exit_code, work;
  @ ensures cold_stays: mode == BH_MODE_WARM_START && \old(vcpu->next_mode) == BH_MODE_COLD_START ==>
  @     vcpu->next_mode == BH_MODE_COLD_START && vcpu->next_start == \old(vcpu->next_start);
  @ ensures asked: !(mode == BH_MODE_WARM_START && \old(vcpu->next_mode) == BH_MODE_COLD_START) ==>
  @     vcpu->next_mode == mode && vcpu->next_start == start;
  @ ensures code: mode != BH_MODE_IDLE ==> vcpu->exit_code == \old(vcpu->exit_code);
  @*/
void partition_request(struct vcpu *vcpu, uint32_t mode, uint32_t start, int32_t code);

/*@ requires \valid(vcpu) && action <= BH_ACTION_WARM_START;
  @ assigns vcpu->next_mode, vcpu->next_start, vcpu->exit_code, work;
  @ ensures ignored: action == BH_ACTION_IGNORE ==> vcpu->next_mode == \old(vcpu->next_mode) && \result == action;
  @ ensures never_warm: \result == BH_ACTION_WARM_START ==> vcpu->initialized;
  @ ensures same: \result == action || (action == BH_ACTION_WARM_START && \result == BH_ACTION_COLD_START);
  @*/
uint32_t partition_act(struct vcpu *vcpu, uint32_t action, uint32_t start);

/* Health. */
static const uint8_t (*module_action)[BH_ERRORS_MAX];
/*@ requires \valid(log) && \valid_read(field + (0 .. 3)) && \separated(log, field + (0 .. 3));
  @ assigns log->posted, log->entry[\old(log->posted) % BH_LOG_ENTRIES];
  @ ensures posted: log->posted == (uint32_t)(\old(log->posted) + 1);
  @ ensures entry: log->entry[\old(log->posted) % BH_LOG_ENTRIES].error == (uint8_t)error &&
  @     log->entry[\old(log->posted) % BH_LOG_ENTRIES].action == (uint8_t)action;
  @ ensures detail: log->entry[\old(log->posted) % BH_LOG_ENTRIES].field[0] == \old(field[0]);
  @ ensures pc: log->entry[\old(log->posted) % BH_LOG_ENTRIES].field[3] == \old(field[3]);
  @*/
static void health_log(struct bh_log *log, uint32_t error, uint32_t state, uint32_t level, uint32_t action,
                       const uint32_t *field);

/* A restart is what was asked for, or stops the partition. */
/*@ requires \valid(vcpu) && \valid_read(vcpu->partition) && clock_set && \separated(vcpu, information, vcpu->partition);
  @ requires vcpu->partition->restart_period < BH_TIME_LIMIT;
  @ assigns vcpu->restarts, vcpu->restarts_until;
  @ ensures same: \result == action || (\result == BH_ACTION_IDLE && action >= BH_ACTION_COLD_START);
  @ ensures unlimited: vcpu->partition->restart_limit == 0 ==> \result == action;
  @ ensures limit: \result == action || vcpu->restarts > vcpu->partition->restart_limit;
  @*/
static uint32_t health_escalate(struct vcpu *vcpu, uint32_t action);

/* The module ends once. */
/*@ requires \valid(module_status) && module_status->state < BH_STATE_COUNT && error < BH_ERROR_COUNT;
  @ requires module_action != \null ==> \valid_read(module_action + (0 .. BH_STATE_COUNT - 1)) &&
  @     (\forall integer s, e; 0 <= s < BH_STATE_COUNT && 0 <= e < BH_ERRORS_MAX ==> module_action[s][e] <= BH_MODULE_RESET);
  @ ensures once: module_action == \null;
  @ ensures second: \old(module_action) == \null ==> \result == BH_MODULE_SHUTDOWN &&
  @     module_status->module.posted == \old(module_status->module.posted);
  @ ensures first: \old(module_action) != \null ==> module_status->module.posted == (uint32_t)(\old(module_status->module.posted) + 1);
  @*/
uint32_t health_module_post(uint32_t error, uint32_t detail, bh_word code, bh_word pc);

/* The clock. */
/*@ requires divisor > 0;
  @ assigns \nothing;
  @ ensures quotient: divisor <= 0xffffffff ==> \result == dividend / divisor;
  @*/
uint64_t clock_divide(uint64_t dividend, uint64_t divisor);

/*@ requires clock_set && ns < BH_TIME_LIMIT && \valid(fraction) && \separated(fraction, information);
  @ assigns *fraction;
  @ ensures ticks: \result == (ns << information->shift) / information->multiplier;
  @ ensures rest: *fraction == (ns << information->shift) % information->multiplier;
  @ ensures below: *fraction < information->multiplier;
  @ ensures bound: \result <= PERIOD_MOST;
  @*/
static inline uint64_t clock_divided(bh_time ns, uint32_t *fraction);

/*@ requires clock_set && ns < BH_TIME_LIMIT;
  @ assigns \nothing;
  @ ensures up: \result == (uint64_t)((ns << information->shift) / information->multiplier +
  @     ((ns << information->shift) % information->multiplier != 0 ? 1 : 0));
  @*/
static inline uint64_t clock_duration(bh_time ns);

/*@ requires clock_set;
  @ assigns \nothing;
  @ ensures never: ns >= BH_TIME_LIMIT ==> \result == CLOCK_NEVER;
  @*/
static inline uint64_t clock_ticks(bh_time ns);

#endif
