/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The architecture's interface: everything that kernel/ needs of a processor and its board. One
 * folder per architecture implements it; its machine.h has the types and the inline half (named
 * here in comments), its .c and .S files the rest.
 *
 * Inline, in machine.h:
 *   uint64_t arch_clock(void)                   the clock, in ticks; ordered with what is around it
 *   void arch_clock_wait(uint64_t until)        returns at this tick or within a few after it
 *   uint64_t arch_divide(dividend, divisor, *remainder)
 *                                               dividend / divisor, of 64 bits by 32, not 0
 *   uint64_t arch_scale(value, shift, divisor, *remainder)
 *                                               (value << shift) / divisor, without overflow
 *   void arch_timer_arm(uint64_t due)           interrupt once, at this tick, at once if it has
 *                                               passed; at most 2^32 - 1 ticks away; early by any
 *                                               amount is legal, late by less than a timer's count
 *   bool arch_bit(words, bit)                   of a word per 32 sources
 *   bool arch_bit_set(words, bit)               sets it, answers what it was
 *   bh_word arch_word(m, place)                 argument word 3, 4 or 5 of the pending hypercall
 *   bh_word arch_pc(m), arch_flags(m)           of the interrupted guest
 *   void arch_enter(m, pc)                      continue the guest at pc as an interrupt would
 *   void arch_result(m, value)                  what the pending hypercall answers
 *   bh_word arch_trap_flags(m, enabled)         flags with the virtual enable bit put in
 */
#ifndef KERNEL_ARCH_H
#define KERNEL_ARCH_H

#include <stdbool.h>
#include <stdint.h>

#include "vcpu.h"

/** Finds the boot loader's memory map; false if there is none. Call before memory is written. */
bool arch_boot_begin(uint32_t loader_magic, uintptr_t loader_information);

/** Whether the loader's memory map calls the whole range available RAM. */
bool arch_is_ram(uint64_t start, uint64_t bytes);

/** Names the first thing the processor lacks, or answers NULL. */
const char *arch_missing(const struct bh_board *board);

/** Measures the clock's ticks per second. */
uint64_t arch_clock_measure(void);

/** Descriptor tables, interrupt controllers, timer; no device masters the bus any more. */
void arch_machine_init(const struct bh_tables *tables);

/** Protection on: the kernel's own page directory, write protection, SMEP, SMAP. */
void arch_protection_on(uintptr_t directory);

/** A pin below ARCH_PINS that is a hardware line, with enum bh_line_flag; it is closed. */
void arch_line_init(uint32_t pin, uint32_t flags);
void arch_line_open(uint32_t pin);
void arch_line_close(uint32_t pin);

/** Takes the interrupts of lines that are on their way to the processor: line_record for each. */
void arch_line_collect(void);

/** Lets a function of the bus (struct bh_bus_master) master it. False: there is none. */
bool arch_let_master(uint32_t function);

/** Disarms the timer and drops an interrupt of it that is on its way. No line is open: one that is could
 * come again and again meanwhile. */
void arch_timer_discard(void);

/** Prepares the idle context's and a vCPU's constant parts; ports and their bytes as in struct
 * bh_partition. */
void arch_vcpu_init(struct machine_vcpu *machine, uintptr_t directory, uintptr_t ports,
                    uint32_t ports_bytes);

/** Registers, FPU and segments as a program finds them at its start, continuing at entry with
 * the start condition in the result register. The vCPU must have the processor. */
void arch_vcpu_reset(struct machine_vcpu *machine, uintptr_t entry, bh_word start);

/** Makes `to` the address space, FPU and segment owner; saves those of `from`. */
void arch_vcpu_switch(struct machine_vcpu *from, struct machine_vcpu *to);

/** Continue in the idle loop when this context is restored. */
void arch_idle_reset(struct machine_vcpu *idle);

/** The base of thread-local segment `index` < BH_TLS_COUNT. The vCPU must have the processor. */
void arch_tls_set(struct machine_vcpu *machine, uint32_t index, bh_word base);

/** Continue at the resume frame of the page; answers the value for the result register. */
bh_word arch_resume(struct machine_vcpu *machine, const struct bh_vcpu *page);

/** Leaves boot and restores `current`. Does not return. */
_Noreturn void arch_start(void);

/** The kernel's console device, and the way to end the machine. Ready: one character can be put without waiting. */
void arch_console_init(const struct bh_board *board);
bool arch_console_ready(void);
void arch_console_put(char character);
/** A character that has arrived, or -1. */
int arch_console_get(void);

/** Ends the machine with a code of 0 to 127, where the board can; else halts for ever. */
_Noreturn void arch_exit(uint32_t code);

/** Resets the machine. */
_Noreturn void arch_reset(void);

#include <machine.h>

#endif
