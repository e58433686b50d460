/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Repeats a line that is typed, then ends. */
#include "../test.h"

int main(void)
{
    char text[64];
    uint32_t count = 0;

    bh_print("listens\n");
    while (count == 0 || text[count - 1] != '\n') {
        bh_wait(1u << BH_SOURCE_CONSOLE, BH_TIME_INFINITE);
        bh_irq_take(BH_SOURCE_CONSOLE);
        count += bh_console_read(text + count, sizeof text - count);
    }
    bh_print("heard ");
    bh_console_write(text, count);
    return 0;
}
