/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The owner of a device that masters the bus. It leaves it alone. */
#include "bh.h"

int main(void)
{
    return 0;
}
