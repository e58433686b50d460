/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A vCPU's machine half: registers, segments, FPU, address space. */
#include "../../arch.h"

#include <stddef.h>

#include "cpu.h"

/* An FPU and SSE state as after a reset: x87 control word 0x37f, MXCSR 0x1f80, all masked. */
static const uint16_t clean_fpu[256] __attribute__((aligned(16))) = {[0] = 0x37f, [12] = 0x1f80};

static const uint32_t zero;

/* A task state segment with the rights that lie behind it, or with none. */
static void ports_init(struct machine_vcpu *machine, uintptr_t ports, uint32_t bytes)
{
    struct tss *tss = ports != 0 ? (struct tss *)ports : &machine->tss;

    _Static_assert(BH_PORTS_BITMAP == sizeof *tss, "the bitmap follows");
    tss->esp0 = (uint32_t)(&machine->context + 1);
    tss->ss0 = SELECTOR_KERNEL_DATA;
    tss->io_map = sizeof *tss; /* beyond the limit of a segment without a bitmap: no port */
    machine->tss_descriptor = cpu_task_segment(tss, ports != 0 ? bytes : sizeof *tss);
}

void arch_vcpu_init(struct machine_vcpu *machine, uintptr_t directory, uintptr_t ports,
                    uint32_t ports_bytes)
{
    const uint32_t ldt = (uint32_t)machine->ldt;
    machine->directory = directory;
    machine->tls = cpu_data_segment(0);
    machine->ldt_descriptor.low = (ldt << 16) | (sizeof machine->ldt - 1);
    machine->ldt_descriptor.high =
        (ldt & 0xff000000) | 0x8200 | ((ldt >> 16) & 0xff); /* present, LDT */
    for (uint32_t i = 1; i < BH_TLS_COUNT; i++) {
        machine->ldt[i] = cpu_data_segment(0);
    }
    ports_init(machine, ports, ports_bytes);
}

void arch_vcpu_reset(struct machine_vcpu *machine, uintptr_t entry, bh_word start)
{
    machine->context = (struct context){
        .eax = start,
        .eip = entry,
        .cs = BH_CODE_SELECTOR,
        .eflags = FLAGS_FIXED | FLAGS_IF,
        .ss = BH_DATA_SELECTOR,
    };
    __asm__ volatile("movl %0, %%gs\n\t"
                     "movl %0, %%fs\n\t"
                     "fxrstor %1"
                     :
                     : "r"(BH_DATA_SELECTOR), "m"(clean_fpu));
    arch_tls_set(machine, 0, 0);
}

void arch_idle_reset(struct machine_vcpu *idle)
{
    idle->context.eip = (uint32_t)entry_idle;
    idle->context.cs = SELECTOR_KERNEL_CODE;
    idle->context.eflags = FLAGS_FIXED;
}

void arch_vcpu_switch(struct machine_vcpu *from, struct machine_vcpu *to)
{
    if (from != NULL) {
        __asm__ volatile("movl %%gs, %0\n\t"
                         "movl %%fs, %1\n\t"
                         "fxsave %2"
                         : "=r"(from->gs), "=r"(from->fs), "=m"(from->fpu));
    }
    gdt[SELECTOR_TSS / 8] = to->tss_descriptor; /* available: ltr marks it busy */
    gdt[BH_TLS_SELECTOR / 8] = to->tls;
    gdt[SELECTOR_LDT / 8] = to->ldt_descriptor;
    /* FXRSTOR of some processors leaves the last FPU instruction's address in place when no
     * exception is pending; a load of our own overwrites it. FNCLEX drops what the last partition
     * left pending before anything could report it here. */
    __asm__ volatile("movl %0, %%cr3\n\t"
                     "lldt %w1\n\t"
                     "ltr %w6\n\t"
                     "movl %2, %%gs\n\t"
                     "movl %3, %%fs\n\t"
                     "fnclex\n\t"
                     "ffree %%st(7)\n\t"
                     "fildl %4\n\t"
                     "fxrstor %5"
                     :
                     : "r"(to->directory), "r"(SELECTOR_LDT), "r"(to->gs), "r"(to->fs), "m"(zero),
                       "m"(to->fpu), "r"(SELECTOR_TSS)
                     : "memory");
}

void arch_tls_set(struct machine_vcpu *machine, uint32_t index, bh_word base)
{
    const struct descriptor segment = cpu_data_segment(base);
    if (index == 0) {
        machine->tls = segment;
        gdt[BH_TLS_SELECTOR / 8] = segment;
    } else {
        machine->ldt[index] = segment;
    }
}

bh_word arch_resume(struct machine_vcpu *machine, const struct bh_vcpu *page)
{
    struct context *context = &machine->context;
    context->eip = page->resume_pc;
    context->esp = page->resume_sp;
    context->eflags = (page->resume_flags & FLAGS_GUEST) | FLAGS_FIXED | FLAGS_IF;
    return page->resume_result;
}
