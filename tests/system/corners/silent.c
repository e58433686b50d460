/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Prints what nobody reads, and ends. */
#include "../test.h"

int main(void)
{
    bh_print("to nobody\n");
    bh_console_flush();
    return 7;
}
