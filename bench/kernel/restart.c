/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A neighbour that does nothing but restart, so it is being restarted when its window ends. */
#include "bh.h"

int main(void)
{
    bh_mode_set(BH_MODE_COLD_START, 0);
    return 0;
}
