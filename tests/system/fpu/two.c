/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "fpu.h"

int main(void)
{
    test(fpu_mixed_up(0x2e00, 60) == 0, "and the other partition's stay its own");
    const uint16_t control = 0x340; /* all exceptions unmasked */
    for (;;) {
        __asm__ volatile("fninit; fldcw %0; fldz; fld1; fdivp" : : "m"(control)); /* 1/0: pending */
        test_spin(100000);
        __asm__ volatile("fnclex");
    }
}
