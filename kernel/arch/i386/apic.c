/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Local APIC. Intel SDM 3A, chapter 10. */
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
#define LVT_EXTINT  0x700u
#define APIC_ENABLE 0x100u
#define DIVIDE_BY_1 0xbu

volatile uint32_t *lapic;
uint32_t lapic_scale;

void lapic_init(uintptr_t registers, bool has_io_apic)
{
    lapic = (volatile uint32_t *)registers;
    lapic[LAPIC_SPURIOUS] = APIC_ENABLE | VECTOR_SPURIOUS;
    lapic[LAPIC_LVT_THERMAL] = LVT_MASKED;
    lapic[LAPIC_LVT_PERF] = LVT_MASKED;
    lapic[LAPIC_LVT_LINT0] = has_io_apic ? LVT_MASKED : LVT_EXTINT; /* the 8259s */
    lapic[LAPIC_LVT_LINT1] = LVT_NMI;
    lapic[LAPIC_LVT_ERROR] = LVT_MASKED;
    lapic[LAPIC_DIVIDE] = DIVIDE_BY_1;
    lapic[LAPIC_LVT_TIMER] = VECTOR_TIMER; /* one-shot */
    lapic[LAPIC_TASK_PRIORITY] = 0;
    lapic[LAPIC_EOI] = 0;
}
