/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The clock as guests see it, and timers whose period is more ticks than fit 32 bits, of a partition that
 * has 100 ms at the start of every 12 s, and at 11 s. */
#include "../test.h"

#define SECOND UINT64_C(1000000000)

/* (a * b) >> shift, in digits of 16 bits. */
static uint64_t reference(uint64_t a, uint32_t b, uint32_t shift)
{
    uint32_t product[6] = {0}, carry;

    for (uint32_t i = 0; i < 4; i++) {
        carry = 0;
        for (uint32_t j = 0; j < 2; j++) {
            const uint32_t sum = (uint32_t)(a >> 16 * i & 0xffff) * (b >> 16 * j & 0xffff);
            const uint32_t low = (sum & 0xffff) + product[i + j] + carry;
            product[i + j] = low & 0xffff;
            carry = (sum >> 16) + (low >> 16);
        }
        product[i + 2] = carry;
    }
    uint64_t shifted = 0;
    for (uint32_t bit = 0; bit < 64 && bit + shift < 96; bit++) {
        shifted |= (uint64_t)(product[(bit + shift) / 16] >> (bit + shift) % 16 & 1) << bit;
    }
    return shifted;
}

static uint64_t random_state = 1;

/* A random number of random length, up to 60 bits. */
static uint64_t random_ticks(void)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return random_state >> 4 >> (random_state & 63) % 60;
}

static bool exact(void)
{
    const struct bh_information *information = bh_information();
    for (uint32_t i = 0; i < 2000; i++) {
        const uint64_t ticks = random_ticks();
        if (bh_clock_ns_of(information->epoch + ticks) !=
            reference(ticks, information->multiplier, information->shift)) {
            bh_print("of %x %x\n", (uint32_t)(ticks >> 32), (uint32_t)ticks);
            return false;
        }
    }
    return true;
}

/* Also where a tick carries to the count's high half. */
static bool never_back(void)
{
    const uint64_t epoch = bh_information()->epoch;
    for (uint64_t ticks = epoch + UINT32_MAX - 500; ticks < epoch + UINT32_MAX + 500; ticks++) {
        if (bh_clock_ns_of(ticks + 1) < bh_clock_ns_of(ticks)) {
            return false;
        }
    }
    return true;
}

static uint32_t count;

static void on_timer(uint32_t source, uint32_t occurrences)
{
    count += occurrences;
}

static void wait_until(bh_time time)
{
    while (bh_wait(0, time) != BH_TIMED_OUT) {
    }
}

int main(void)
{
    test(exact(), "module time is exact at any tick, rounded down");
    test(never_back(), "and never goes back");

    bh_irq_handler_set(BH_SOURCE_TIMER, on_timer);
    bh_irq_unmask(BH_SOURCE_TIMER);
    bh_irq_enable();
    bh_timer_set(0, 1 * SECOND, 5 * SECOND);
    wait_until(11 * SECOND);
    test(count == 3, "three times of a period of 5 s are counted when two of them passed out of windows");
    wait_until(24 * SECOND);
    test(count == 5, "and those that follow");
    bh_timer_cancel(0);
    return test_end();
}
