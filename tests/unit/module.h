/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A module in memory: tables as the host command makes them, a boot as the kernel's main makes it,
 * and the doors as the entry code of an architecture works them.
 */
#ifndef UNIT_MODULE_H
#define UNIT_MODULE_H

#include <stdbool.h>
#include <stdint.h>

#include <bulkhead/hypercall.h>

#include "clock.h"
#include "console.h"
#include "health.h"
#include "hypercall.h"
#include "partition.h"
#include "schedule.h"
#include "settle.h"
#include "status.h"
#include "timer.h"
#include "trace.h"
#include "vcpu.h"
#include "virq.h"

#define MODULE_SCHEDULES 4
#define MODULE_WINDOWS   16
#define MODULE_EVENTS    4
#define MODULE_ENTRY     0x80000000u /* where every partition starts */
#define MODULE_MHZ       UINT64_C(1000000)

/** The tables; a test may change them until it boots. */
struct module {
    struct bh_tables header;
    struct bh_partition partition[BH_PARTITIONS_MAX];
    struct bh_schedule schedule[MODULE_SCHEDULES];
    struct bh_window window[MODULE_SCHEDULES][MODULE_WINDOWS];
    struct bh_event event[BH_PARTITIONS_MAX][MODULE_EVENTS];
    uint8_t change[MODULE_SCHEDULES][BH_PARTITIONS_MAX]; /* actions at a change to a schedule */
    struct bh_line line[BH_LINES_MAX];
    uint32_t line_count;
};
extern struct module module;

/** Starts over with a module without partitions and schedules. */
void module_clear(void);

/** Adds a partition that ignores every error; answers its index. */
uint32_t module_partition(const char *name);

/** Gives a partition an event channel to a source of another. */
void module_event(uint32_t from, uint32_t to, uint32_t source);

/** Gives the partition that was added last a hardware line; answers its place among its lines. */
uint32_t module_line(uint32_t pin, uint32_t source, uint32_t flags, uint32_t limit);

/** Adds a schedule without windows; answers its index. */
uint32_t module_schedule(bh_time frame);

/** What a partition does at its first window after a change to the schedule. */
void module_change(uint32_t schedule, uint32_t partition, uint32_t action);

/** Adds a window; `partition` may be BH_NO_PARTITION. */
void module_window(uint32_t schedule, bh_time start, uint32_t partition);

/** The window that was added last has PeriodicProcessingStart. */
void module_periodic(uint32_t schedule);

/** Switches all kinds of trace records on, with rings of so many records. Call it last. */
void module_trace(uint32_t records);
struct bh_trace_ring *module_trace_ring(uint32_t ring);

/** Boots, up to a millisecond before module time 0. */
void module_boot(uint64_t frequency, uint32_t window_entry_offset);

/** The usual module: partitions a (0 to 4 ms) and b (4 to 8 ms), idle to 10 ms, a clock of 1 GHz,
 * an offset of 5 us, entries far from the epoch. Boots. */
void module_boot_two(void);

/** One partition that has the whole of a frame of 10 ms and entered NORMAL. Boots and starts. */
struct vcpu *module_boot_one(void);

/** The timer's door. */
void module_interrupt(void);

/** Lets time pass to a tick, or to a module time, with all timer interrupts on the way. */
void module_run_to(uint64_t tick);
void module_run_until(bh_time ns);

/** The hypercall door, for `current`. Answers what is in the result register afterwards. */
/** The partition's action for an error, in every state. */
void module_set_action(uint32_t partition, uint32_t error, uint32_t action);

bh_word module_call(uint32_t number, bh_word word1, bh_word word2, bh_word word3, bh_word word4,
                    bh_word word5);

/** The door of a line, as an architecture works it: a level line's pin is closed first. A closed pin
 * does not interrupt; answers whether it did. */
bool module_pin(uint32_t pin);

/** The exception door, for `current`; as an architecture that charges it as a memory violation. */
void module_trap(uint32_t vector, bh_word error, bh_word address);

/** The idle loop, for so many rounds. */
void module_idle(uint32_t rounds);

/** Occurrences of a source, now. */
void module_raise(struct vcpu *vcpu, uint32_t source, uint32_t occurrences);

/** A partition writes on its console. */
void module_write(struct vcpu *vcpu, const char *text);

/** All that the serial line has got so far, as a string. */
const char *module_output(void);

/** Whether the idle context is what continues. */
bool module_is_idle(void);

/** The first tick at which module time has reached ns, by the definition in bulkhead/vcpu.h. */
uint64_t module_ticks(bh_time ns);

/** Module time at a tick, as guests convert it. */
bh_time module_ns(uint64_t ticks);

/** The tick at which the switch to a window begins: the lead before its planned start. */
uint64_t module_switch(bh_time start);

/** The statement ends the machine with this code. */
#define assert_ends_with(code, statement)                                                          \
    do {                                                                                           \
        machine.may_end = true;                                                                    \
        if (setjmp(machine.end) == 0) {                                                            \
            statement;                                                                             \
            fail_msg("the module goes on");                                                        \
        }                                                                                          \
        assert_int_equal(machine.exit_code, code);                                                 \
    } while (0)

#endif
