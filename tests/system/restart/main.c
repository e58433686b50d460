/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Restarts itself a few times, each time leaving everything in disorder. What must outlive a
 * restart is told to nobody, so it is counted by the kernel: the start condition, and the trace. */
#include "../test.h"

static uint32_t written = 7; /* initial data */
static uint32_t cleared;     /* zero */

static void on_timer(uint32_t source, uint32_t occurrences)
{
}

int main(void)
{
    const int32_t mode = bh_mode_get();
    uint16_t control;
    __asm__("fnstcw %0" : "=m"(control));

    if (mode >> 8 == BH_START_NORMAL) {
        test(written == 7 && cleared == 0, "a partition starts with its initial data");
    } else {
        test(mode == (BH_MODE_COLD_START | BH_START_PARTITION_RESTART << 8),
             "a restarted partition is told so");
        test(written == 7 && cleared == 0, "its memory is as at the first start");
        test(bh_vcpu()->enabled == 0 && bh_vcpu()->mask[0] == UINT32_MAX, "its interrupts are off");
        test(control == 0x37f, "its floating-point state is clean");
        test(bh_wait(1u << BH_SOURCE_TIMER, bh_clock_ns() + 30000000) == BH_TIMED_OUT,
             "its timers are gone");
    }
    written = 8;
    cleared = 1;
    control = 0;
    __asm__("fldcw %0" : : "m"(control));
    bh_irq_handler_set(BH_SOURCE_TIMER, on_timer);
    bh_timer_set(0, bh_clock_ns() + 5000000, 1000000);
    if (bh_clock_ns() > 150000000) {
        return 0;
    }
    bh_mode_set(BH_MODE_COLD_START, 0);
    test(false, "a restart does not return");
    return 1;
}
