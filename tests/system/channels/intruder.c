/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* A destination that takes no traps, and writes. */
#include "channels.h"

int main(void)
{
    const struct bh_port *level = port_named("level");

    test(reads(level->source_area), "a second destination reads the same channel");
    *(volatile uint32_t *)level->source_area = 7;
    test(false, "a destination is stopped when it writes");
    return test_end();
}
