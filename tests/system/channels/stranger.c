/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Has no port, takes no traps, and reads where others have channels. */
#include "channels.h"

int main(void)
{
    test(bh_descriptor()->ports.count == 0, "a partition without ports has none in its descriptor");
    (void)*(const volatile uint32_t *)BH_CHANNEL_BASE;
    test(false, "a partition without ports sees no channel");
    return test_end();
}
