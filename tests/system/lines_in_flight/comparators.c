/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Lets its lines interrupt while the kernel leaves its window, each once more than its limit allows, at
 * another moment of the switch in every round.
 */
#include "../test.h"

#define FRAME  10000000u
#define LINES  3u
#define ROUNDS 60u

static volatile uint32_t *hpet;

/* In 10 ns from now. */
static void interrupt_in(uint32_t time)
{
    static const uint32_t pin[LINES] = {12, 13, 15};
    const uint32_t then = hpet[0xf0 / 4] + time;
    for (uint32_t n = 0; n < LINES; n++) {
        volatile uint32_t *timer = hpet + (0x100 + 0x20 * n) / 4;
        timer[0] = pin[n] << 9 | 0x04; /* route, enabled, once */
        timer[2] = then + 2 * n;
        timer[3] = 0;
    }
}

static uint32_t count(void)
{
    uint32_t sum = 0;
    for (uint32_t line = 0; line < LINES; line++) {
        sum += bh_vcpu()->source[bh_line_source(line)].count;
    }
    return sum;
}

int main(void)
{
    uint32_t all_in_flight = 0;

    hpet = (volatile uint32_t *)(uintptr_t)bh_device("hpet", BH_DEVICE_MEMORY, 0)->start;
    hpet[0x10 / 4] = 0;
    hpet[0x10 / 4] = 1;
    for (uint32_t line = 0; line < LINES; line++) {
        bh_irq_bind(line);
    }
    for (uint32_t round = 0; round < ROUNDS; round++) {
        const bh_time end = (bh_clock_ns() / FRAME + 1) * FRAME;
        const bh_time leave = end - bh_information()->window_entry_lead;
        interrupt_in(2000);
        test_spin(100000); /* the limit is reached */
        interrupt_in((uint32_t)(leave - bh_clock_ns()) / 10 + round % 50 - 10);
        bh_irq_take(BH_SOURCE_WINDOW);
        const uint32_t before = count();
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        all_in_flight += count() - before == 2 * LINES; /* and one more for each that opens */
    }
    test(all_in_flight > ROUNDS / 4, "lines interrupt while the kernel leaves a window");
    bh_exit(test_end());
}
