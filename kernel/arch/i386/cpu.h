/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * i386 internals: what the files of this folder give each other.
 */
#ifndef KERNEL_ARCH_I386_CPU_H
#define KERNEL_ARCH_I386_CPU_H

#include <stdint.h>

#include <bulkhead/tables.h>

#include "machine.h"

struct vcpu;

extern struct descriptor gdt[GDT_ENTRIES];

/* Segments, gates and tasks (cpu.c). */
void cpu_init(uintptr_t kernel_directory, bool traced);
/* A DPL 3 writable data segment of 4 GiB with this base. */
struct descriptor cpu_data_segment(uint32_t base);
/* An available task state segment; of `bytes`. */
struct descriptor cpu_task_segment(const struct tss *tss, uint32_t bytes);

/* Interrupt controllers (apic.c, pic.c) and the bus (pci.c). */
void pic_init(uint8_t vector, uint16_t masks);
void lapic_init(uintptr_t registers, bool has_io_apic);
void pins_init(uintptr_t ioapic);
extern uint32_t collecting;
void pci_stop_bus_masters(void);

/* Elapsed clock ticks and local APIC timer counts over one stretch of the PIT (pit.c). */
struct pit_measure {
    uint64_t clock_ticks, lapic_counts, pit_counts;
};
struct pit_measure pit_measure(void);
#define PIT_HZ 1193182u

/* Doors (entry.S). */
extern const char entry_exceptions[], entry_hypercall[], entry_hypercall_traced[], entry_timer[],
    entry_timer_discard[], entry_lines[],
    entry_spurious[], entry_idle[], entry_double_fault[], entry_nmi[], entry_machine_check[];

/* C ends of the doors (pins.c, trap.c). */
void pin_interrupt(uint32_t pin);
void pin_collected(uint32_t pin);
void trap_guest(void);
_Noreturn void trap_kernel(uint32_t eip);
_Noreturn void trap_task(uint32_t vector);
uint32_t trap_hypercall_traced(struct vcpu *caller, uint32_t result);

static inline void outb(uint16_t port, uint8_t value)
{
    __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static inline uint8_t inb(uint16_t port)
{
    uint8_t value;
    __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}

static inline void outl(uint16_t port, uint32_t value)
{
    __asm__ volatile("outl %0, %1" : : "a"(value), "Nd"(port));
}

static inline uint32_t inl(uint16_t port)
{
    uint32_t value;
    __asm__ volatile("inl %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}

struct cpuid {
    uint32_t eax, ebx, ecx, edx;
};

static inline struct cpuid cpuid(uint32_t leaf, uint32_t subleaf)
{
    struct cpuid answer;
    __asm__ volatile("cpuid"
                     : "=a"(answer.eax), "=b"(answer.ebx), "=c"(answer.ecx), "=d"(answer.edx)
                     : "0"(leaf), "2"(subleaf));
    return answer;
}

#endif
