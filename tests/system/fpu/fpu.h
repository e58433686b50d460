/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Keeps values in every floating-point and SSE register over many windows and checks them.
 */
#ifndef FPU_H
#define FPU_H

#include "../test.h"

/* Answers how often a value was not what this partition had put there. */
static inline uint32_t fpu_mixed_up(uint32_t seed, uint32_t rounds)
{
    uint32_t wrong = 0;
    for (uint32_t round = 0; round < rounds; round++) {
        const uint32_t in = seed + round;
        const uint16_t control = (uint16_t)(0x037f - (seed & 0xc00)); /* rounding differs */
        const uint32_t mxcsr = 0x1f80 | (seed & 0x6000);
        uint32_t out[2], mxcsr_out;
        uint16_t control_out;
        bh_time end = bh_clock_ns() + 700000; /* over a window's end */

        __asm__ volatile("fninit; fldcw %0; fildl %1; fildl %1; faddp; ldmxcsr %2; movd %1, %%xmm0; movd %1, %%xmm7"
                         :
                         : "m"(control), "m"(in), "m"(mxcsr)
                         : "memory");
        while (bh_clock_ns() < end) {
        }
        __asm__ volatile("fistpl %0; fnstcw %1; stmxcsr %2; movd %%xmm7, %3"
                         : "=m"(out[0]), "=m"(control_out), "=m"(mxcsr_out), "=m"(out[1])
                         :
                         : "memory");
        wrong += out[0] != 2 * in || out[1] != in || control_out != control ||
                 mxcsr_out != mxcsr;
    }
    return wrong;
}

#endif
