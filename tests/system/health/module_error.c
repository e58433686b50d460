/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Reports errors that are the module's: by its state, and by the module's action. */
#include "../test.h"

int main(void)
{
    test(bh_health_raise(BH_ERROR_APPLICATION_ERROR, 1, 11) == BH_OK,
         "an error is of module level only in the state that the table names");
    bh_mode_set(BH_MODE_NORMAL, 0);
    test(bh_health_raise(BH_ERROR_DEADLINE_MISSED, 2, 22) == BH_OK,
         "an error of module level that the module ignores changes nothing");
    bh_wait(0, bh_clock_ns() + 30000000);
    bh_print("before\n");
    bh_health_raise(BH_ERROR_APPLICATION_ERROR, 3, 33);
    bh_print("after\n");
    return 0;
}
