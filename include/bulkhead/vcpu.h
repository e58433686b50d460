/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The pages that kernel and guest share: the vCPU page, the console page, and the information page.
 * The kernel treats whatever a guest can write here as hostile: it masks indices and clamps
 * lengths, and nothing that it decides about running is kept here.
 *
 * Ordering. Only the processor that runs a vCPU writes its page, and the kernel writes it only
 * while the guest is between two instructions. So a change that is one instruction is atomic.
 */
#ifndef BULKHEAD_VCPU_H
#define BULKHEAD_VCPU_H

#include <bulkhead/layout.h>
#include <bulkhead/types.h>

/** In trap_vector: no trap is waiting to be taken up. */
#define BH_TRAP_NONE UINT32_MAX

#define BH_SOURCES      64
#define BH_SOURCE_WORDS (BH_SOURCES / 32)
#define BH_TIMERS       2

/** Virtual interrupt sources every partition has; the rest is numbered by the configuration. A
 * lower number has priority. */
enum bh_source {
    BH_SOURCE_HEALTH = 0,  /**< the kernel has a health event for this partition */
    BH_SOURCE_WINDOW = 1,  /**< a window of this partition began */
    BH_SOURCE_TIMER = 2,   /**< timer 0; timer 1 is BH_SOURCE_TIMER + 1 */
    BH_SOURCE_CONSOLE = 4, /**< input has arrived in the console page */
    BH_SOURCE_FIRST = 5    /**< the first that the configuration numbers */
};

/** One virtual interrupt source. The count is the truth, the pending bit a hint. */
struct bh_source_state {
    uint32_t count;    /**< occurrences since the partition started, modulo 2^32; kernel writes */
    uint32_t reserved; /**< zero */
    bh_time first;     /**< clock ticks (struct bh_information) at the first one not yet taken */
};

/** The vCPU page, at BH_VCPU in every partition. All registered entries run with `enabled` zero. */
struct bh_vcpu {
    uint32_t enabled;                  /**< nonzero: virtual interrupts may be delivered */
    uint32_t summary;                  /**< nonzero while anything may be deliverable; the guest
                                            clears it before it scans `pending` */
    uint32_t pending[BH_SOURCE_WORDS]; /**< bit s: source s has an occurrence; kernel sets */
    uint32_t mask[BH_SOURCE_WORDS];    /**< bit s: source s is not delivered; guest writes */
    bh_time release;                   /**< module time (ns) of the latest release point: planned
                                            start of a window with PeriodicProcessingStart; from
                                            BH_TIME_LIMIT on: there was none. A restart keeps it */
    bh_word irq_pc;                    /**< where the interrupted code goes on */
    bh_word irq_flags;                 /**< its flags */
    bh_word trap_pc;                   /**< the instruction that trapped, or the one after it */
    bh_word trap_flags;                /**< its flags, the old `enabled` in BH_FLAGS_ENABLED */
    bh_word trap_vector;               /**< processor's exception number; the guest's stub writes
                                            BH_TRAP_NONE when it has taken the trap up */
    bh_word trap_error;                /**< processor's error code, 0 if it has none */
    bh_word trap_address;              /**< faulting address; changed by a page fault only */
    bh_word resume_pc;                 /**< frame of the resume hypercall: where to go on, */
    bh_word resume_flags;              /**< with which flags, */
    bh_word resume_sp;                 /**< which stack pointer */
    bh_word resume_result;             /**< and which value in the result register */
    bh_word scratch[13];               /**< the guest's own; entry stubs save registers here */
    struct bh_source_state source[BH_SOURCES];
};

#define BH_CONSOLE_OUT 2048
#define BH_CONSOLE_IN  1024

/** The console page, at BH_CONSOLE. Indices run free and are taken modulo the ring's size; the
 * kernel keeps its own copies and publishes them here. */
struct bh_console {
    uint32_t out_head;           /**< bytes written so far; guest writes */
    uint32_t out_tail;           /**< bytes the kernel has taken */
    uint32_t in_head;            /**< bytes the kernel has put */
    uint32_t in_tail;            /**< bytes read so far; guest writes */
    char out[BH_CONSOLE_OUT];
    char in[BH_CONSOLE_IN];
};

/** The information page, at BH_INFORMATION: what had to be measured, and the schedule. Kernel-owned,
 * read-only.
 * Module time in ns = ((clock ticks - epoch) * multiplier) >> shift; a time t in ns is reached at
 * epoch + ceil((t << shift) / multiplier). That is the definition of the module's clock, for the
 * kernel's schedule too, so that no two readings can drift apart. */
struct bh_information {
    bh_time epoch;                /**< clock ticks at module time 0 */
    uint32_t multiplier;          /**< see above */
    uint32_t shift;               /**< 1 to 31 */
    bh_time frequency;            /**< clock ticks per second, as measured */
    uint32_t window_entry_offset; /**< ns from a window's planned start to the guest's entry */
    uint32_t abi;                 /**< BH_ABI_VERSION */
    uint32_t schedule;            /**< index of the current schedule */
    uint32_t next_schedule;       /**< of the next frame's */
    bh_time schedule_since;       /**< module time (ns) at which the current one began; a reader looks
                                       at it before and after `schedule` */
    uint32_t window_entry_lead;   /**< ns before a window's planned start at which the kernel begins to
                                       switch to it: the end of the guest's part of the window before */
    uint32_t reserved;            /**< 0 */
};

#endif
