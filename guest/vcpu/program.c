/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A bare guest's life around main. */
#include "bh.h"
#include "entry.h"

void bh_exit(int code)
{
    bh_mode_set(BH_MODE_IDLE, code);
    for (;;) { /* a code out of range was refused */
        bh_mode_set(BH_MODE_IDLE, 63);
    }
}

void bh_main(void)
{
    bh_init();
    bh_exit(main());
}
