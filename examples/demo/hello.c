/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The smallest guest: it says hello and ends. */
#include "bh.h"

int main(void)
{
    bh_print("Hello from partition %u.\n", bh_descriptor()->identifier);
    return 0;
}
