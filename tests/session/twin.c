/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Two partitions run this program: the same code at the same addresses. It counts its windows, and says
 * what it was told. */
#include "bh.h"

static uint32_t turns;
static char line[64];
static size_t length;

__attribute__((noinline)) static void turn(uint32_t number)
{
    turns = number;
    __asm__ volatile("" : : : "memory");
}

static void hear(void)
{
    char byte;

    while (bh_console_read(&byte, 1) == 1) {
        if (byte != '\n' && length < sizeof line - 1) {
            line[length++] = byte;
            continue;
        }
        line[length] = '\0';
        bh_print("heard \"%s\"\n", line);
        length = 0;
    }
}

int main(void)
{
    bh_print("here\n");
    for (;;) {
        bh_wait(1u << BH_SOURCE_WINDOW | 1u << BH_SOURCE_CONSOLE, BH_TIME_INFINITE);
        bh_irq_take(BH_SOURCE_CONSOLE);
        if (bh_irq_take(BH_SOURCE_WINDOW) != 0) {
            turn(turns + 1);
        }
        if (turns % 25 == 0) {
            bh_print("turn %u\n", turns);
        }
        hear();
    }
}
