/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "fpu.h"

int main(void)
{
    test(fpu_mixed_up(0x1000, 60) == 0,
         "floating-point and SSE state stay a partition's own over its windows");
    /* The other one leaves exceptions pending, unmasked, at every window's end. */
    bh_wait(0, 160000000);
    for (int i = 0; i < 40; i++) {
        __asm__ volatile("fninit; fldz; fld1; faddp; fstp %%st(0); fwait" : : : "memory");
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        bh_irq_take(BH_SOURCE_WINDOW);
    }
    /* This partition takes no traps: one that surfaced here would have stopped it. */
    test(true, "an exception that a partition leaves pending surfaces in no other one");
    return test_end();
}
