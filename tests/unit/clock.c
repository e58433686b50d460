/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of kernel/clock.c against 128-bit arithmetic. */
#include "unit.h"

#include "module.h"

static const uint64_t frequencies[] = {
    1000000,    1000001,    1193182,    25000000,   33333333,   99999989,   100000000,
    133333333,  999999999,  1000000000, 1000000001, 1999999973, 2400000000, 2599999993,
    3333333333, 4294967295, 4294967296, 4294967311, 5000000001, 7999999999, 8000000000,
};
#define FREQUENCIES (sizeof frequencies / sizeof frequencies[0])

static struct bh_information page;

static uint64_t any_frequency(uint32_t i)
{
    return i < FREQUENCIES ? frequencies[i] : 1000000 + unit_random_below(7999000001);
}

static bh_time any_time(void)
{
    return unit_random_bits(60);
}

static void a_clock_below_1_mhz_or_above_8_ghz_is_refused(void **state)
{
    assert_false(clock_init(&page, 0, 0));
    assert_false(clock_init(&page, 999999, 0));
    assert_true(clock_init(&page, 1000000, 0));
    assert_true(clock_init(&page, UINT64_C(8000000000), 0));
    assert_false(clock_init(&page, UINT64_C(8000000001), 0));
    assert_false(clock_init(&page, UINT64_MAX, 0));
}

static void the_scale_is_the_finest_that_fits_to_four_units(void **state)
{
    for (uint32_t i = 0; i < 20000; i++) {
        const uint64_t frequency = any_frequency(i);
        assert_true(clock_init(&page, frequency, 0));
        assert_in_range(page.shift, 1, 31);
        const wide exact = ((wide)1000000000 << page.shift) / frequency;
        assert_true(page.multiplier <= exact && exact - page.multiplier < 4);
        if (page.shift < 31) {
            assert_true(((wide)1000000000 << (page.shift + 1)) / frequency > UINT32_MAX - 3);
        }
    }
}

static void the_information_page_tells_what_was_measured(void **state)
{
    assert_true(clock_init(&page, 2399987654, 4321));
    clock_start(UINT64_C(99887766554433));
    assert_int_equal(page.frequency, 2399987654);
    assert_int_equal(page.window_entry_offset, 4321);
    assert_int_equal(page.abi, BH_ABI_VERSION);
    assert_int_equal(page.epoch, UINT64_C(99887766554433));
}

static void division_in_bounded_time_equals_division(void **state)
{
    static const uint64_t divisors[] = {1, 2, 3, UINT32_MAX - 1, UINT32_MAX, 1ull << 32,
                                        (1ull << 32) + 1, (1ull << 33) - 1, (1ull << 60) - 1,
                                        1ull << 60, 1ull << 63, UINT64_MAX};
    for (uint32_t i = 0; i < sizeof divisors / sizeof divisors[0]; i++) {
        for (uint32_t j = 0; j < 1000; j++) {
            const uint64_t dividend = j == 0 ? BH_TIME_LIMIT - 1 : unit_random_bits(60);
            assert_int_equal(clock_divide(dividend, divisors[i]), dividend / divisors[i]);
        }
    }
    for (uint32_t i = 0; i < 2000000; i++) {
        const uint64_t divisor = unit_random_bits(64) | 1;
        const uint64_t dividend = unit_random_bits(60);
        if (clock_divide(dividend, divisor) != dividend / divisor) {
            fail_msg("%llu / %llu", (unsigned long long)dividend, (unsigned long long)divisor);
        }
    }
}

/* Where an estimate is easily off by one. */
static void division_is_right_on_both_sides_of_every_multiple(void **state)
{
    for (uint32_t i = 0; i < 500000; i++) {
        const uint64_t divisor = unit_random_bits(59) | 1;
        const uint64_t multiple = divisor * unit_random_below(BH_TIME_LIMIT / divisor);
        assert_true(clock_divide(multiple, divisor) == multiple / divisor);
        assert_true(clock_divide(multiple + divisor - 1, divisor) == multiple / divisor);
        if (multiple > 0) {
            assert_true(clock_divide(multiple - 1, divisor) == multiple / divisor - 1);
        }
    }
}

static void a_duration_becomes_ticks_exactly_rounded_up(void **state)
{
    for (uint32_t i = 0; i < 500; i++) {
        clock_init(&page, any_frequency(i), 0);
        for (uint32_t j = 0; j < 500; j++) {
            const bh_time ns = j == 0 ? BH_TIME_LIMIT - 1 : any_time();
            const wide scaled = (wide)ns << page.shift;
            uint32_t fraction;
            assert_true(clock_divided(ns, &fraction) == (uint64_t)(scaled / page.multiplier));
            assert_true(fraction == (uint32_t)(scaled % page.multiplier));
            assert_true(clock_duration(ns) ==
                        (uint64_t)((scaled + page.multiplier - 1) / page.multiplier));
        }
    }
}

static void a_time_is_reached_at_its_tick_and_not_one_before(void **state)
{
    for (uint32_t i = 0; i < 500; i++) {
        clock_init(&page, any_frequency(i), 0);
        clock_start(unit_random_bits(60) + 1);
        for (uint32_t j = 0; j < 500; j++) {
            const bh_time ns = any_time();
            const uint64_t ticks = clock_ticks(ns);
            assert_true(module_ns(ticks) >= ns);
            if (ns > 0) {
                assert_true(module_ns(ticks - 1) < ns);
            }
            assert_true(ticks == module_ticks(ns));
        }
    }
}

static void a_time_from_the_limit_on_never_comes(void **state)
{
    clock_init(&page, 1000000000, 0);
    clock_start(5);
    assert_true(clock_ticks(BH_TIME_LIMIT) == CLOCK_NEVER);
    assert_true(clock_ticks(BH_TIME_INFINITE) == CLOCK_NEVER);
    assert_true(clock_ticks(BH_TIME_LIMIT - 1) != CLOCK_NEVER);
    assert_true(clock_ticks(0) == 5);
}

UNIT_MAIN(cmocka_unit_test(a_clock_below_1_mhz_or_above_8_ghz_is_refused),
          cmocka_unit_test(the_scale_is_the_finest_that_fits_to_four_units),
          cmocka_unit_test(the_information_page_tells_what_was_measured),
          cmocka_unit_test(division_in_bounded_time_equals_division),
          cmocka_unit_test(division_is_right_on_both_sides_of_every_multiple),
          cmocka_unit_test(a_duration_becomes_ticks_exactly_rounded_up),
          cmocka_unit_test(a_time_is_reached_at_its_tick_and_not_one_before),
          cmocka_unit_test(a_time_from_the_limit_on_never_comes))
