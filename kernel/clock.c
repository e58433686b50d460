/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The module's clock. See clock.h. */
#include "clock.h"

#include <stdbool.h>

#include "arch.h"

struct bh_information *information;

bool clock_init(struct bh_information *page, uint64_t frequency, uint32_t window_entry_offset)
{
    if (frequency < 1000000 || frequency > UINT64_C(8000000000)) {
        return false;
    }
    /* The largest shift, up to 31, with which 10^9 * 2^shift / frequency fits 32 bits. */
    uint32_t shift = 31;
    uint64_t multiplier = clock_divide(UINT64_C(1000000000) << (shift - 2), frequency) << 2;
    while (multiplier > UINT32_MAX) {
        multiplier >>= 1;
        shift--;
    }
    information = page;
    page->multiplier = (uint32_t)multiplier;
    page->shift = shift;
    page->frequency = frequency;
    page->window_entry_offset = window_entry_offset;
    page->abi = BH_ABI_VERSION;
    return true;
}

void clock_start(uint64_t epoch)
{
    information->epoch = epoch;
}

uint64_t clock_divide(uint64_t dividend, uint64_t divisor)
{
    uint32_t remainder;
    if (divisor <= UINT32_MAX) {
        return arch_divide(dividend, (uint32_t)divisor, &remainder);
    }
    /* Scale both so that the divisor has 32 significant bits. The quotient has at most 28, so
     * dropping the divisor's low bits makes it too large by one at the most. */
    const uint32_t scale = 32 - (uint32_t)__builtin_clz((uint32_t)(divisor >> 32));
    const uint32_t scaled = (uint32_t)(divisor >> scale) | UINT32_C(1) << 31; /* it is set: for Eva */
    uint64_t quotient = arch_divide(dividend >> scale, scaled, &remainder);
    if (quotient * divisor > dividend) {
        quotient--;
    }
    return quotient;
}
