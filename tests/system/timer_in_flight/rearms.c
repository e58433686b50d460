/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Sets a timer that interrupts while the kernel sets it anew, for later than the window's end; each
 * window an instruction later. So there is a window in which that interrupt brings the kernel to the
 * switch before the one that is armed for the switch has come.
 */
#include "../test.h"

#define FRAME  200000u /* ns, which are instructions */
#define ROUNDS 256u

static uint32_t ticks(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
    return low;
}

int main(void)
{
    for (uint32_t round = 0;; round = (round + 1) % ROUNDS) {
        const uint32_t begin = ticks();
        const bh_time now = bh_clock_ns();
        const bh_time leave = (now / FRAME + 1) * FRAME - bh_information()->window_entry_lead;
        const bh_time set = leave - 320 + round;
        const uint32_t target = begin + (uint32_t)(set - now);

        bh_timer_set(0, set + 40, 0);
        while ((int32_t)(ticks() - target) < 0) {
        }
        bh_timer_set(0, leave + FRAME, 0);
        bh_irq_take(BH_SOURCE_WINDOW);
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
    }
}
