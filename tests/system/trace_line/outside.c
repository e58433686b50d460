/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A partition without the right. */
#include "../test.h"

#include "bh_trace.h"

static volatile bh_word address;

static void on_trap(struct bh_trap *trap)
{
    address = trap->address;
    trap->pc += 5; /* movl address, %eax */
}

int main(void)
{
    bh_trap_handler_set(on_trap);
    test(bh_trace_rings() == 0, "a partition without the right ReadTrace is given no rings");
    __asm__ volatile(".byte 0xa1; .long %c0" : : "i"(BH_TRACE_BASE) : "eax");
    test(address == BH_TRACE_BASE, "and finds nothing at their address");
    return test_end();
}
