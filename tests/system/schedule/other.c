/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* May not choose the schedule. */
#include "../test.h"

int main(void)
{
    test(bh_schedule_set(1) == BH_NOT_PERMITTED,
         "a partition without the right cannot choose the schedule");
    for (;;) {
        test_spin(1000000);
    }
}
