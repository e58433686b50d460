/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Starts cold, warm, and cold again, and looks at what is left of its memory. */
#include "../test.h"

#define SIZE 8192u

static uint32_t written = 7; /* initial data */

static uint32_t sum(const volatile uint32_t *words)
{
    uint32_t result = 0;
    for (uint32_t i = 0; i < SIZE / 4; i++) {
        result += words[i];
    }
    return result;
}

int main(void)
{
    const struct bh_memory *memory = bh_retained();
    const uint32_t mode = (uint32_t)bh_mode_get();

    test(memory != NULL && memory->bytes == SIZE && memory->start > bh_descriptor()->memory_end,
         "retained memory lies behind a partition's other memory, with a gap");
    volatile uint32_t *words = (volatile uint32_t *)(uintptr_t)memory->start;
    bh_mode_set(BH_MODE_NORMAL, 0);
    if (mode == (BH_MODE_COLD_START | BH_START_NORMAL << 8)) {
        test(sum(words) == 0, "it is zero when the module starts");
        for (uint32_t i = 0; i < SIZE / 4; i++) {
            words[i] = i + 1;
        }
        written = 8;
        bh_mode_set(BH_MODE_WARM_START, 0);
    } else if ((mode & 0xff) == BH_MODE_WARM_START) {
        test(sum(words) == (SIZE / 4) * (SIZE / 4 + 1) / 2, "a warm start keeps it");
        test(written == 7, "and loads all else anew");
        bh_mode_set(BH_MODE_COLD_START, 0);
    }
    test(sum(words) == 0, "a cold start clears it");
    return test_end();
}
