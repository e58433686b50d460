/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Reports errors that nobody minds, and looks where it may not. */
#include "../test.h"

static volatile uint32_t address;
static uint32_t told;

static void on_trap(struct bh_trap *trap)
{
    address = trap->address;
    trap->pc += 5; /* movl address, %eax */
}

int main(void)
{
    test(bh_module_status() == NULL, "a partition without the right is not given the module's status");
    bh_trap_handler_set(on_trap);
    __asm__ volatile(".byte 0xa1; .long %c0" : : "i"(BH_STATUS) : "eax");
    test(address == BH_STATUS, "and finds nothing at its address");
    for (uint32_t i = 1; i <= 40; i++) {
        bh_irq_take(BH_SOURCE_WINDOW);
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        bh_health_raise(BH_ERROR_APPLICATION_ERROR, i, 99 + i);
        told += bh_irq_take(BH_SOURCE_HEALTH);
    }
    test(told == 40, "a partition that goes on after an error is told by an interrupt");
    bh_wait(0, BH_TIME_INFINITE);
    return test_end();
}
