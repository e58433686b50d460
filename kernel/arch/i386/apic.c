/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Local APIC and I/O APIC. Intel SDM 3A, chapter 10; 82093AA data sheet. */
#include "cpu.h"

/* Local APIC registers, as word indices. */
#define LAPIC_TASK_PRIORITY (0x080 / 4)
#define LAPIC_SPURIOUS      (0x0f0 / 4)
#define LAPIC_LVT_TIMER     (0x320 / 4)
#define LAPIC_LVT_THERMAL   (0x330 / 4)
#define LAPIC_LVT_PERF      (0x340 / 4)
#define LAPIC_LVT_LINT0     (0x350 / 4)
#define LAPIC_LVT_LINT1     (0x360 / 4)
#define LAPIC_LVT_ERROR     (0x370 / 4)
#define LAPIC_DIVIDE        (0x3e0 / 4)

#define LVT_MASKED  0x10000u
#define LVT_NMI     0x400u
#define APIC_ENABLE 0x100u
#define DIVIDE_BY_1 0xbu

#define IOAPIC_MASKED 0x10000u

volatile uint32_t *lapic;
uint32_t lapic_scale;

void lapic_init(uintptr_t registers)
{
    lapic = (volatile uint32_t *)registers;
    lapic[LAPIC_SPURIOUS] = APIC_ENABLE | VECTOR_SPURIOUS;
    lapic[LAPIC_LVT_THERMAL] = LVT_MASKED;
    lapic[LAPIC_LVT_PERF] = LVT_MASKED;
    lapic[LAPIC_LVT_LINT0] = LVT_MASKED;
    lapic[LAPIC_LVT_LINT1] = LVT_NMI;
    lapic[LAPIC_LVT_ERROR] = LVT_MASKED;
    lapic[LAPIC_DIVIDE] = DIVIDE_BY_1;
    lapic[LAPIC_LVT_TIMER] = VECTOR_TIMER; /* one-shot */
    lapic[LAPIC_TASK_PRIORITY] = 0;
    lapic[LAPIC_EOI] = 0;
}

/* All lines masked. */
void ioapic_init(uintptr_t registers)
{
    volatile uint32_t *select = (volatile uint32_t *)registers;
    volatile uint32_t *window = (volatile uint32_t *)(registers + 0x10);

    if (registers == 0) {
        return;
    }
    *select = 1;
    const uint32_t lines = ((*window >> 16) & 0xff) + 1;
    for (uint32_t line = 0; line < lines; line++) {
        *select = 0x10 + 2 * line;
        *window = IOAPIC_MASKED;
    }
}
