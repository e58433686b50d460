/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Uses its ports, then the one behind them. */
#include "../test.h"

int main(void)
{
    bool same = true;
    for (uint32_t i = 0; i < 256; i++) {
        bh_out8(0x3ef, (uint8_t)i); /* the last one, a scratch register */
        same = same && bh_in8(0x3ef) == i;
    }
    bh_print(same ? "has its ports\n" : "has not its ports\n");
    bh_in8(0x3f0);
    bh_print("goes on\n");
    return 0;
}
