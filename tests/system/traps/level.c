/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Takes traps, but its configuration says partition level for a numeric error. */
#include "../test.h"

static void on_trap(struct bh_trap *trap)
{
    bh_print("took trap %u\n", trap->vector);
    trap->pc += trap->vector == 6 ? 2 : 0;
}

int main(void)
{
    bh_trap_handler_set(on_trap);
    __asm__ volatile("ud2");
    __asm__ volatile("divl %%ecx" : : "a"(1), "d"(0), "c"(0));
    bh_print("goes on\n");
    return 0;
}
