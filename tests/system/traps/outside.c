/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Its handler for traps is outside of its memory. */
#include "../test.h"

int main(void)
{
    bh_trap_entry_set(0x12345678);
    __asm__ volatile("int $3");
    bh_print("goes on\n");
    return 0;
}
