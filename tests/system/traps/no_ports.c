/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Its window follows that of the partition that has the port. */
#include "../test.h"

int main(void)
{
    bh_wait(0, 45000000); /* the neighbour uses it by now */
    bh_print("tries its port\n");
    bh_out8(0x2ff, 0xee);
    bh_print("goes on\n");
    return 0;
}
