/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Took traps once, and takes none now. */
#include "../test.h"

static void on_trap(struct bh_trap *trap)
{
    bh_print("took trap %u\n", trap->vector);
}

int main(void)
{
    bh_trap_handler_set(on_trap);
    __asm__ volatile("int $3");
    bh_trap_handler_set(NULL);
    __asm__ volatile("ud2");
    bh_print("goes on\n");
    return 0;
}
