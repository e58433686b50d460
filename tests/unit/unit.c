/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int unit_main(const struct CMUnitTest *tests, size_t count)
{
    const char *chosen = getenv("UNIT_TEST");
    if (chosen != NULL && strcmp(chosen, "list") == 0) {
        for (size_t i = 0; i < count; i++) {
            puts(tests[i].name);
        }
        return 0;
    }
    if (chosen != NULL) {
        cmocka_set_test_filter(chosen);
    }
    return _cmocka_run_group_tests("unit", tests, count, NULL, NULL);
}

/* xorshift64* */
uint64_t unit_random(void)
{
    static uint64_t state = UINT64_C(0x9e3779b97f4a7c15);
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * UINT64_C(0x2545f4914f6cdd1d);
}

uint64_t unit_random_below(uint64_t limit)
{
    return unit_random() % limit;
}

uint64_t unit_random_bits(uint32_t bits)
{
    const uint64_t width = unit_random_below(bits + 1);
    return width == 0 ? 0 : unit_random() >> (64 - width);
}
