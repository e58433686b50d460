/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Prints lines without an end, more errors than a log has, and a ring that cannot be. */
#include "../test.h"

static void next_window(void)
{
    bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
    bh_irq_take(BH_SOURCE_WINDOW);
}

int main(void)
{
    bh_print("begun");
    test_spin(4000000); /* so that it is printed when no partition has a window */
    bh_print(", ended\n");
    next_window();
    for (uint32_t i = 0; i < 40; i++) {
        bh_health_raise(BH_ERROR_APPLICATION_ERROR, i, 0);
    }
    next_window();
    ((volatile struct bh_console *)BH_CONSOLE)->out_head += 0x7fffffff;
    bh_console_flush();
    next_window();
    next_window();
    bh_print("\nleft open");
    return 0;
}
