/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Says what the clock is, and that it goes on. */
#include "../test.h"

int main(void)
{
    const bh_time before = bh_clock_ns();

    bh_print("works at %u kHz\n", (uint32_t)(bh_information()->frequency >> 3) / 125);
    return bh_clock_ns() <= before;
}
