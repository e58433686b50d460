/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Fails in another way in each major frame, and is restarted or goes on as its tables say. It
 * counts by the clock: nothing else outlives a restart. */
#include "../test.h"

#define FRAME UINT64_C(10000000)

static void on_trap(struct bh_trap *trap)
{
    bh_print("handles trap %u\n", trap->vector);
}

static void divide_by_zero(void)
{
    __asm__ volatile("xorl %%ecx, %%ecx; divl %%ecx" : : "a"(1), "d"(0) : "ecx");
}

static void fail(uint32_t way)
{
    switch (way) {
    case 1:
        divide_by_zero();
        break;
    case 2:
        bh_mode_set(BH_MODE_NORMAL, 0);
        divide_by_zero();
        break;
    case 3:
        __asm__ volatile("hlt");
        break;
    case 4:
        __asm__ volatile("movl $0, 8");
        break;
    case 5:
        bh_trap_handler_set(on_trap);
        __asm__ volatile("int $3");
        break;
    case 6:
        bh_trap_handler_set(on_trap);
        bh_mode_set(BH_MODE_NORMAL, 0);
        __asm__ volatile("int $3");
        bh_health_raise(BH_ERROR_STACK_OVERFLOW, 6, 66);
        break;
    case 7:
        bh_health_raise(BH_ERROR_DEADLINE_MISSED, 7, 77);
        bh_print("goes on\n");
        bh_health_raise(BH_ERROR_APPLICATION_ERROR, 8, 88);
        break;
    }
    bh_print("failure %u has no end\n", way);
}

int main(void)
{
    const uint32_t mode = (uint32_t)bh_mode_get();
    const uint32_t frame = (uint32_t)(bh_clock_ns() / FRAME);

    bh_print("mode %u, condition %u\n", mode & 0xff, mode >> 8);
    while (bh_clock_ns() / FRAME == frame) {
        bh_wait(0, (frame + 1) * FRAME);
    }
    fail(frame + 1);
    return 0;
}
