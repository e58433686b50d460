/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Runs in user mode and calls the kernel, with the flag that SMAP looks at both ways. */
#include "../test.h"

int main(void)
{
    __asm__ volatile("pushl $0x40202; popf");
    bh_console_flush();
    __asm__ volatile("pushl $0x202; popf");
    test(bh_version() == BH_ABI_VERSION, "a guest that sets AC calls a kernel that has SMAP on");
    return test_end();
}
