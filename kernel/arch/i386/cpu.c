/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Segments, gates and tasks. Intel SDM 3A, chapters 3.4, 6.11 and 8.2. */
#include "../../arch.h"
#include "cpu.h"

#include <stddef.h>

#define GATE_INTERRUPT 0x8e00u
#define GATE_TASK      0x8500u
#define GATE_DPL3      0x6000u
#define EXCEPTIONS     32u
#define EXCEPTION_STUB 32u /* bytes, entry.S */
#define LINE_STUB      16u

struct descriptor gdt[GDT_ENTRIES];

static struct descriptor idt[256];

/* Double fault, NMI, machine check. */
static struct tss tasks[3];

/* What a task gate saves the kernel's state in before the first window. */
static struct tss boot_task;
static uint8_t task_stacks[3][256] __attribute__((aligned(16)));

struct pseudo_descriptor {
    uint16_t limit;
    uint32_t base;
} __attribute__((packed));

/* access: type, S, DPL and P; a page-granular limit of 4 GiB. */
static struct descriptor flat_segment(uint32_t base, uint32_t access)
{
    return (struct descriptor){
        .low = (base << 16) | 0xffff,
        .high = (base & 0xff000000) | 0x00cf0000 | access << 8 | ((base >> 16) & 0xff),
    };
}

static struct descriptor system_segment(uint32_t base, uint32_t bytes, uint32_t access)
{
    return (struct descriptor){
        .low = (base << 16) | (bytes - 1),
        .high = (base & 0xff000000) | access << 8 | ((base >> 16) & 0xff),
    };
}

struct descriptor cpu_data_segment(uint32_t base)
{
    return flat_segment(base, 0xf3);
}

struct descriptor cpu_task_segment(const struct tss *tss, uint32_t bytes)
{
    return system_segment((uint32_t)tss, bytes, 0x89);
}

static void gate(uint32_t vector, const char *entry, uint32_t type)
{
    const uint32_t offset = (uint32_t)entry;
    idt[vector].low = (uint32_t)SELECTOR_KERNEL_CODE << 16 | (offset & 0xffff);
    idt[vector].high = (offset & 0xffff0000) | type;
}

static void task(uint32_t i, uint32_t vector, uint32_t selector, const char *entry,
                 uint32_t directory)
{
    tasks[i] = (struct tss){
        .cr3 = directory,
        .eip = (uint32_t)entry,
        .eflags = FLAGS_FIXED,
        .esp = (uint32_t)task_stacks[i] + sizeof task_stacks[i],
        .cs = SELECTOR_KERNEL_CODE,
        .ss = SELECTOR_KERNEL_DATA,
        .ds = SELECTOR_KERNEL_DATA,
        .es = SELECTOR_KERNEL_DATA,
        .io_map = sizeof(struct tss),
    };
    gdt[selector / 8] = cpu_task_segment(&tasks[i], sizeof tasks[i]);
    idt[vector].low = selector << 16;
    idt[vector].high = GATE_TASK;
}

static void gdt_init(void)
{
    gdt[SELECTOR_KERNEL_CODE / 8] = flat_segment(0, 0x9b);
    gdt[SELECTOR_KERNEL_DATA / 8] = flat_segment(0, 0x93);
    gdt[BH_TLS_SELECTOR / 8] = cpu_data_segment(0);
    gdt[BH_CODE_SELECTOR / 8] = flat_segment(0, 0xfb);
    gdt[BH_DATA_SELECTOR / 8] = cpu_data_segment(0);
    gdt[SELECTOR_TSS / 8] = cpu_task_segment(&boot_task, sizeof boot_task);
}

/* Only the hypercall, breakpoint and overflow gates are doors for guests; a guest's "int n" for
 * any other vector is a general protection fault. */
static void idt_init(bool traced)
{
    for (uint32_t vector = 0; vector < 256; vector++) {
        gate(vector, entry_spurious, GATE_INTERRUPT);
    }
    for (uint32_t vector = 0; vector < EXCEPTIONS; vector++) {
        gate(vector, entry_exceptions + vector * EXCEPTION_STUB, GATE_INTERRUPT);
    }
    idt[3].high |= GATE_DPL3;
    idt[4].high |= GATE_DPL3;
    gate(BH_HYPERCALL_VECTOR, traced ? entry_hypercall_traced : entry_hypercall,
         GATE_INTERRUPT | GATE_DPL3);
    gate(VECTOR_TIMER, entry_timer, GATE_INTERRUPT);
    for (uint32_t pin = 0; pin < ARCH_PINS; pin++) {
        gate(VECTOR_LINE + pin, entry_lines + pin * LINE_STUB, GATE_INTERRUPT);
    }
}

void arch_timer_discard(void)
{
    lapic[LAPIC_INITIAL_COUNT] = 0; /* disarmed: nothing can follow */
    if ((lapic[LAPIC_REQUESTED_TIMER] & LAPIC_REQUESTED_TIMER_BIT) != 0) {
        gate(VECTOR_TIMER, entry_timer_discard, GATE_INTERRUPT);
        collecting = 1; /* those of lines may follow it */
        __asm__ volatile("sti\n\tnop\n\tcli" : : : "memory");
        collecting = 0;
        gate(VECTOR_TIMER, entry_timer, GATE_INTERRUPT);
    }
}

void cpu_init(uintptr_t kernel_directory, bool traced)
{
    gdt_init();
    idt_init(traced);
    task(0, 8, SELECTOR_DOUBLE_FAULT, entry_double_fault, kernel_directory);
    task(1, 2, SELECTOR_NMI, entry_nmi, kernel_directory);
    task(2, 18, SELECTOR_MACHINE_CHECK, entry_machine_check, kernel_directory);

    const struct pseudo_descriptor gdtr = {sizeof gdt - 1, (uint32_t)gdt};
    const struct pseudo_descriptor idtr = {sizeof idt - 1, (uint32_t)idt};
    __asm__ volatile("lgdt %0\n\t"
                     "lidt %1\n\t"
                     "ljmp %2, $1f\n"
                     "1:\tmovl %6, %%ds\n\t"
                     "movl %6, %%es\n\t"
                     "movl %3, %%ss\n\t"
                     "movl %4, %%fs\n\t"
                     "movl %4, %%gs\n\t"
                     "ltr %w5\n\t"
                     "lldt %w4"
                     :
                     : "m"(gdtr), "m"(idtr), "i"(SELECTOR_KERNEL_CODE), "r"(SELECTOR_KERNEL_DATA),
                       "r"(0), "r"(SELECTOR_TSS), "r"(BH_DATA_SELECTOR)
                     : "memory");
}
