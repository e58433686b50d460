/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* What the processor must have, and its control state, written absolutely. Intel SDM 3A, 2.5. */
#include "../../arch.h"

#include <stddef.h>

#include "cpu.h"

#define CR0_PE 0x1u
#define CR0_MP 0x2u
#define CR0_ET 0x10u
#define CR0_NE 0x20u
#define CR0_WP 0x10000u
#define CR0_AM 0x40000u
#define CR0_PG 0x80000000u

#define CR4_MCE        0x40u
#define CR4_PGE        0x80u
#define CR4_OSFXSR     0x200u
#define CR4_OSXMMEXCPT 0x400u
#define CR4_UMIP       0x800u
#define CR4_SMEP       0x100000u
#define CR4_SMAP       0x200000u

#define MSR_SYSENTER_CS 0x174u
#define MSR_EFER        0xc0000080u

/* CPUID leaf 1, EDX. */
#define FEATURE_TSC     (1u << 4)
#define FEATURE_MSR     (1u << 5)
#define FEATURE_MCE     (1u << 7)
#define FEATURE_APIC    (1u << 9)
#define FEATURE_PGE     (1u << 13)
#define FEATURE_FXSR    (1u << 24)
#define FEATURE_SSE     (1u << 25)
/* Leaf 7, EBX and ECX. */
#define FEATURE_SMEP (1u << 7)
#define FEATURE_SMAP (1u << 20)
#define FEATURE_UMIP (1u << 2)
/* Leaf 0x80000001, EDX, and 0x80000007, EDX. */
#define FEATURE_SYSCALL       (1u << 11)
#define FEATURE_INVARIANT_TSC (1u << 8)

extern uint8_t *const clac_sites[], *const clac_sites_end[];

static uint32_t extended(uint32_t leaf)
{
    return cpuid(0x80000000, 0).eax >= leaf ? cpuid(leaf, 0).edx : 0;
}

static struct cpuid leaf7(void)
{
    return cpuid(0, 0).eax >= 7 ? cpuid(7, 0) : (struct cpuid){0};
}

const char *arch_missing(const struct bh_board *board)
{
    static const struct {
        uint32_t bit;
        const char *name;
    } needed[] = {
        {FEATURE_TSC, "time stamp counter"},
        {FEATURE_MSR, "model specific registers"},
        {FEATURE_APIC, "local APIC"},
        {FEATURE_PGE, "global pages"},
        {FEATURE_FXSR, "FXSAVE"},
        {FEATURE_SSE, "SSE"},
    };
    const uint32_t features = cpuid(1, 0).edx;
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        if ((features & needed[i].bit) == 0) {
            return needed[i].name;
        }
    }
    if (board->clock_trust == BH_CLOCK_CPUID &&
        (extended(0x80000007) & FEATURE_INVARIANT_TSC) == 0) {
        return "invariant time stamp counter";
    }
    return NULL;
}

static void write_msr(uint32_t msr, uint64_t value)
{
    __asm__ volatile("wrmsr" : : "c"(msr), "a"((uint32_t)value), "d"((uint32_t)(value >> 32)));
}

/* Turns the placeholders of the entry path into CLAC. The text is still writable. */
static void patch_clac(void)
{
    for (uint8_t *const *site = clac_sites; site != clac_sites_end; site++) {
        (*site)[0] = 0x0f;
        (*site)[1] = 0x01;
        (*site)[2] = 0xca;
    }
}

void arch_protection_on(uintptr_t directory)
{
    const uint32_t features = cpuid(1, 0).edx;
    const struct cpuid more = leaf7();
    uint32_t cr4 = CR4_PGE | CR4_OSFXSR | CR4_OSXMMEXCPT;

    cr4 |= (features & FEATURE_MCE) != 0 ? CR4_MCE : 0;
    cr4 |= (more.ebx & FEATURE_SMEP) != 0 ? CR4_SMEP : 0;
    cr4 |= (more.ebx & FEATURE_SMAP) != 0 ? CR4_SMAP : 0;
    cr4 |= (more.ecx & FEATURE_UMIP) != 0 ? CR4_UMIP : 0;
    if ((cr4 & CR4_SMAP) != 0) {
        patch_clac();
    }
    write_msr(MSR_SYSENTER_CS, 0);
    if ((extended(0x80000001) & FEATURE_SYSCALL) != 0) {
        write_msr(MSR_EFER, 0);
    }
    __asm__ volatile("movl %0, %%dr7\n\t"
                     "movl %0, %%dr6\n\t"
                     "movl %1, %%cr3\n\t"
                     "movl %2, %%cr0\n\t"
                     "movl %3, %%cr4\n\t"
                     "jmp 1f\n"
                     "1:\tfninit"
                     :
                     : "r"(0), "r"(directory),
                       "r"(CR0_PE | CR0_MP | CR0_ET | CR0_NE | CR0_WP | CR0_AM | CR0_PG), "r"(cr4)
                     : "memory");
}
