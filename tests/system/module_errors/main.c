/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Takes every trap that it can get, and works until somebody ends the module. */
#include "../test.h"

static void on_trap(struct bh_trap *trap)
{
    bh_print("took trap %u\n", trap->vector);
}

int main(void)
{
    bh_trap_handler_set(on_trap);
    bh_print("works\n");
    test_spin(UINT64_C(8000000000));
    return 0;
}
