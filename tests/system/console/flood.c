/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Prints 150,000 bytes at once, again and again, then says so; never waits. */
#include "../test.h"

static char text[1500];

int main(void)
{
    for (uint32_t i = 0; i < sizeof text; i++) {
        text[i] = (char)(i % 100 == 99 ? '\n' : 'a' + i % 26);
    }
    for (;;) {
        for (int i = 0; i < 100; i++) {
            bh_console_write(text, sizeof text);
        }
    }
}
