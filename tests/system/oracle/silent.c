/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Asks for nothing. */
#include "bh.h"

int main(void)
{
    return 0;
}
