/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of kernel/timer.c and timer.h. */
#include "unit.h"

#include "module.h"

static const uint64_t frequencies[] = {1000000,    14318180,   999999937,  1000000000,
                                       2399987654, 3333333333, 7999999999, 8000000000};
#define FREQUENCIES (sizeof frequencies / sizeof frequencies[0])

/* One vCPU with nothing armed, on a clock of this frequency. */
static struct vcpu *begin(uint64_t frequency)
{
    module_clear();
    module_partition("only");
    module_schedule(10000000);
    module_window(0, 0, 0);
    module_boot(frequency, 5000);
    machine.step = 0; /* a millisecond before module time 0 */
    return &partitions[0];
}

static uint32_t timer_count(const struct vcpu *vcpu, uint32_t index)
{
    return vcpu->page->source[BH_SOURCE_TIMER + index].count;
}

/* Due at the first tick that reaches a time, which is given in ns << shift. */
static void assert_due(uint64_t due, wide scaled_ns)
{
    const uint32_t multiplier = information->multiplier;
    const uint64_t first =
        information->epoch + (uint64_t)((scaled_ns + multiplier - 1) / multiplier);
    if (due != first) {
        fail_msg("due at %llu, the time is reached at %llu", (unsigned long long)due,
                 (unsigned long long)first);
    }
}

static void a_one_shot_timer_fires_once(void **state)
{
    struct vcpu *vcpu = begin(2399987654);
    timer_set(vcpu, 0, 5000000, 0);
    const uint64_t due = vcpu->due;
    timer_expire(vcpu, due - 1);
    assert_int_equal(timer_count(vcpu, 0), 0);
    assert_true(vcpu->due == due);
    timer_expire(vcpu, due);
    assert_int_equal(timer_count(vcpu, 0), 1);
    assert_true(vcpu->page->pending[0] == 1u << BH_SOURCE_TIMER);
    assert_true(vcpu->due >= TIMER_ONCE);
    timer_expire(vcpu, due + 1000000);
    assert_int_equal(timer_count(vcpu, 0), 1);
}

static void a_timer_is_never_early_and_never_late_on_any_clock(void **state)
{
    for (uint32_t i = 0; i < FREQUENCIES; i++) {
        struct vcpu *vcpu = begin(frequencies[i]);
        for (uint32_t j = 0; j < 20000; j++) {
            const bh_time deadline = unit_random_bits(60);
            timer_set(vcpu, j % BH_TIMERS, deadline, 0);
            assert_due(vcpu->timer[j % BH_TIMERS].due, (wide)deadline << information->shift);
        }
    }
}

static void a_timer_is_due_at_the_first_tick_that_reaches_its_deadline(void **state)
{
    struct vcpu *vcpu = begin(1000000000); /* every nanosecond is a tick */
    timer_set(vcpu, 0, 5000, 0);
    assert_int_equal(vcpu->timer[0].due - information->epoch,
                     module_ticks(5000) - information->epoch);
}

static void a_periodic_timer_does_not_drift_over_a_million_periods(void **state)
{
    static const bh_time periods[] = {1000000, 999999937, 10007, 33333333, 16666667, 123456789};
    for (uint32_t i = 0; i < FREQUENCIES; i++) {
        const bh_time period = periods[i % 6];
        const bh_time deadline = 7777777;
        struct vcpu *vcpu = begin(frequencies[i]);
        timer_set(vcpu, 1, deadline, period);
        for (uint32_t k = 0; k < 1000000; k++) {
            const wide time = (wide)deadline + (wide)k * period;
            assert_due(vcpu->due, time << information->shift);
            timer_expire(vcpu, vcpu->due);
        }
        assert_int_equal(timer_count(vcpu, 1), 1000000);
    }
}

/* The timer's k-th due tick after one at `due` with `fraction`. */
static uint64_t later(const struct timer *from, uint64_t k)
{
    const uint32_t fraction = from->fraction - (UINT32_MAX - information->multiplier);
    return from->due + k * from->period +
           (uint64_t)(((wide)from->period_fraction * k + fraction - 1) / information->multiplier);
}

static void what_was_missed_is_counted_as_if_taken_one_by_one(void **state)
{
    for (uint32_t i = 0; i < FREQUENCIES; i++) {
        struct vcpu *vcpu = begin(frequencies[i]);
        for (uint32_t j = 0; j < 3000; j++) {
            const bh_time period = 10000 + unit_random_bits(30);
            timer_set(vcpu, 0, unit_random_bits(40), period);
            const struct timer before = vcpu->timer[0];
            const uint32_t count = timer_count(vcpu, 0);
            const uint64_t gap = unit_random_below(400 * (before.period + 1));
            const uint64_t now = before.due + gap;
            uint32_t expected = 0;
            while (later(&before, expected) <= now) {
                expected++;
            }
            /* What one call leaves is due again at once: an eleventh at most, of ten ticks. */
            uint32_t calls = 0;
            do {
                timer_expire(vcpu, now);
                assert_true(timer_count(vcpu, 0) - count <= expected);
                assert_true(++calls < 8);
            } while (vcpu->due <= now);
            assert_int_equal(timer_count(vcpu, 0) - count, expected);
            assert_true(vcpu->timer[0].due == later(&before, expected));
        }
    }
}

static void an_absence_of_years_is_caught_up_at_once_without_drift(void **state)
{
    for (uint32_t i = 0; i < FREQUENCIES; i++) {
        if (frequencies[i] < 900000000) {
            continue;
        }
        struct vcpu *vcpu = begin(frequencies[i]);
        for (uint32_t j = 0; j < 2000; j++) {
            const bh_time deadline = unit_random_bits(50);
            const bh_time period = 10000 + unit_random_bits(36);
            const bh_time now_ns = deadline + unit_random_bits(j % 2 == 0 ? 44 : 56);
            timer_set(vcpu, 0, deadline, period);
            const uint32_t count = timer_count(vcpu, 0);
            const uint64_t now = clock_ticks(now_ns);
            const uint64_t steps = 4 + (now_ns - deadline) / period / (UINT32_MAX / 2);
            timer_expire(vcpu, now);
            for (uint32_t call = 1; vcpu->due <= now; call++) {
                assert_true(call < steps);
                timer_expire(vcpu, now);
            }
            const uint64_t missed = ((now_ns - deadline) / period);
            const uint32_t counted = timer_count(vcpu, 0) - count;
            /* One more than the whole periods, and one if the next is in the same tick. */
            assert_in_range(counted - (uint32_t)missed, 1, 2);
            const wide time = deadline + (wide)period * (missed + (counted - (uint32_t)missed));
            assert_due(vcpu->due, time << information->shift);
        }
    }
}

static void catching_up_is_bounded_whatever_gap_and_period(void **state)
{
    for (uint32_t i = 0; i < FREQUENCIES; i++) {
        struct vcpu *vcpu = begin(frequencies[i]);
        for (uint32_t j = 0; j < 20000; j++) {
            timer_set(vcpu, 0, unit_random_bits(50), 1 + unit_random_bits(30));
            const uint64_t now = vcpu->timer[0].due + unit_random_bits(59);
            machine.divisions = 0;
            timer_expire(vcpu, now);
            assert_in_range(machine.divisions, 0, 12);
        }
    }
}

static void the_count_goes_round_modulo_2_to_the_32(void **state)
{
    struct vcpu *vcpu = begin(1000000000);
    vcpu->page->source[BH_SOURCE_TIMER].count = UINT32_MAX - 2;
    timer_set(vcpu, 0, 1000000, 1000000);
    const uint64_t now = vcpu->due + 4000000;
    while (vcpu->due <= now) {
        timer_expire(vcpu, now);
    }
    assert_int_equal(timer_count(vcpu, 0), 2);
}

static void a_cancelled_timer_does_not_fire_and_what_is_pending_stays(void **state)
{
    struct vcpu *vcpu = begin(1000000000);
    timer_set(vcpu, 0, 1000000, 1000000);
    timer_expire(vcpu, vcpu->due);
    timer_cancel(vcpu, 0);
    timer_expire(vcpu, clock_ticks(1000000000));
    assert_int_equal(timer_count(vcpu, 0), 1);
    assert_true(vcpu->page->pending[0] == 1u << BH_SOURCE_TIMER);
    assert_true(vcpu->due >= TIMER_ONCE);
}

static void a_timer_that_is_set_again_forgets_what_it_was_set_to(void **state)
{
    struct vcpu *vcpu = begin(1000000000);
    timer_set(vcpu, 0, 1000000, 1000000);
    timer_set(vcpu, 0, 50000000, 0);
    timer_expire(vcpu, clock_ticks(49000000));
    assert_int_equal(timer_count(vcpu, 0), 0);
    timer_expire(vcpu, clock_ticks(60000000));
    assert_int_equal(timer_count(vcpu, 0), 1);
    assert_true(vcpu->due >= TIMER_ONCE);
    timer_set(vcpu, 0, 70000000, 0);
    timer_set(vcpu, 0, BH_TIME_INFINITE, 1000000);
    timer_expire(vcpu, clock_ticks(BH_TIME_LIMIT - 1));
    assert_int_equal(timer_count(vcpu, 0), 1);
}

static void two_timers_do_not_touch_each_other(void **state)
{
    struct vcpu *vcpu = begin(2399987654);
    timer_set(vcpu, 0, 3000000, 3000000);
    timer_set(vcpu, 1, 5000000, 5000000);
    for (bh_time ns = 0; ns <= 300000000; ns += 700000) {
        if (vcpu->due <= clock_ticks(ns)) {
            timer_expire(vcpu, clock_ticks(ns));
        }
    }
    timer_expire(vcpu, clock_ticks(300000000));
    assert_int_equal(timer_count(vcpu, 0), 100);
    assert_int_equal(timer_count(vcpu, 1), 60);
}

static void a_deadline_that_has_passed_counts_as_now(void **state)
{
    struct vcpu *vcpu = module_boot_one();
    module_run_until(3000000);
    assert_int_equal(module_call(BH_CALL_timer_set, 0, 1000, 0, 0, 0), BH_OK);
    assert_int_equal(timer_count(vcpu, 0), 1);
    assert_int_equal(module_call(BH_CALL_timer_set, 1, 500000, 0, 1000000, 0), BH_OK);
    assert_int_equal(timer_count(vcpu, 1), 1);
    module_run_until(3999990);
    assert_int_equal(timer_count(vcpu, 1), 1);
    module_run_until(4000100);
    assert_int_equal(timer_count(vcpu, 1), 2);
}

static void a_past_deadline_and_its_periods_begin_at_this_tick(void **state)
{
    struct vcpu *vcpu = begin(1000000000);
    for (uint32_t back = 0; back < 10; back++) {
        machine.clock = module_ticks(5000000);
        timer_set(vcpu, 0, 5000000 - back, 1000000);
        assert_true(vcpu->timer[0].due == machine.clock);
        timer_set(vcpu, 0, 5000001 + back, 1000000);
        assert_true(vcpu->timer[0].due == machine.clock + 1 + back);
    }
}

static void the_processor_is_armed_for_the_soonest_of_timers_and_window(void **state)
{
    struct vcpu *vcpu = module_boot_one();
    const uint64_t end = module_switch(10000000);
    assert_true(machine.armed == end);
    module_call(BH_CALL_timer_set, 0, 8000000, 0, 0, 0);
    assert_true(machine.armed == vcpu->timer[0].due);
    module_call(BH_CALL_timer_set, 1, 6000000, 0, 0, 0);
    assert_true(machine.armed == vcpu->timer[1].due);
    module_call(BH_CALL_timer_set, 1, 20000000, 0, 0, 0);
    module_run_until(7000000);
    assert_true(machine.armed == vcpu->timer[0].due);
    module_run_until(9000000);
    assert_true(machine.armed == end);
}

static void a_timer_fires_within_its_window_at_its_time(void **state)
{
    struct vcpu *vcpu = module_boot_one();
    module_call(BH_CALL_timer_set, 0, 2000000, 0, 250000, 0);
    for (uint32_t i = 0; i < 20; i++) {
        module_run_to(module_ticks(2000000 + i * 250000) - 1);
        assert_int_equal(timer_count(vcpu, 0), i);
        module_run_to(module_ticks(2000000 + i * 250000));
        assert_int_equal(timer_count(vcpu, 0), i + 1);
    }
}

static void what_passes_out_of_the_window_is_counted_when_the_next_one_begins(void **state)
{
    module_boot_two();
    module_run_until(100000);
    struct vcpu *vcpu = &partitions[0];
    module_call(BH_CALL_timer_set, 0, 3500000, 0, 1000000, 0);
    module_run_until(4100000);
    assert_int_equal(timer_count(vcpu, 0), 1);
    module_run_until(9900000);
    assert_int_equal(timer_count(vcpu, 0), 1);
    module_run_until(10010000); /* 4.5 to 9.5 ms */
    assert_int_equal(timer_count(vcpu, 0), 7);
}

static void what_is_due_by_a_windows_entry_is_taken_up_before_the_guest_runs(void **state)
{
    module_boot_two();
    module_run_until(100000);
    struct vcpu *vcpu = &partitions[0];
    module_call(BH_CALL_timer_set, 0, 10004900, 0, 0, 0); /* between planned start and entry */
    module_run_to(module_switch(10000000));
    assert_ptr_equal(current, vcpu);
    assert_int_equal(timer_count(vcpu, 0), 1);
}

static void a_reset_disarms_all_timers_and_the_wait(void **state)
{
    struct vcpu *vcpu = begin(1000000000);
    timer_set(vcpu, 0, 1000000, 0);
    timer_set(vcpu, 1, 2000000, 3000);
    timer_wait_until(vcpu, 1500000);
    timer_reset(vcpu);
    assert_true(vcpu->due == CLOCK_NEVER);
    timer_expire(vcpu, CLOCK_NEVER - 1);
    assert_int_equal(timer_count(vcpu, 0) + timer_count(vcpu, 1), 0);
}

static void a_wait_ends_at_its_deadline_with_timed_out(void **state)
{
    struct vcpu *vcpu = module_boot_one();
    vcpu->page->pending[0] = 0;
    module_call(BH_CALL_wait, 0, 0, 5000000, 0, 0);
    assert_true(module_is_idle());
    module_run_to(module_ticks(5000000) - 1);
    assert_true(module_is_idle());
    module_run_to(module_ticks(5000000));
    assert_ptr_equal(current, vcpu);
    assert_int_equal((int32_t)vcpu->machine.result, BH_TIMED_OUT);
}

static void a_wait_whose_deadline_has_passed_returns_at_once(void **state)
{
    struct vcpu *vcpu = module_boot_one();
    vcpu->page->pending[0] = 0;
    assert_int_equal((int32_t)module_call(BH_CALL_wait, 0, 0, 50, 0, 0), BH_TIMED_OUT);
    assert_ptr_equal(current, vcpu);
}

static void a_wait_without_a_deadline_does_not_end_by_itself(void **state)
{
    struct vcpu *vcpu = module_boot_one();
    vcpu->page->pending[0] = 0;
    module_call(BH_CALL_wait, 0, 0, UINT32_MAX, UINT32_MAX, 0);
    module_run_until(500000000); /* windows begin, but nobody waits for them */
    assert_true(module_is_idle());
    assert_true(vcpu->waiting);
}

static void a_wait_whose_deadline_passes_out_of_the_window_ends_at_the_next_entry(void **state)
{
    module_boot_two();
    module_run_until(100000);
    struct vcpu *vcpu = &partitions[0];
    vcpu->page->pending[0] = 0;
    module_call(BH_CALL_wait, 0, 0, 6000000, 0, 0);
    module_run_until(9980000);
    assert_true(vcpu->waiting);
    module_run_until(10010000);
    assert_ptr_equal(current, vcpu);
    assert_int_equal((int32_t)vcpu->machine.result, BH_TIMED_OUT);
}

static void a_wait_that_was_woken_leaves_no_deadline_behind(void **state)
{
    struct vcpu *vcpu = module_boot_one();
    vcpu->page->pending[0] = 0;
    module_call(BH_CALL_timer_set, 0, 3000000, 0, 0, 0);
    module_call(BH_CALL_wait, 1u << BH_SOURCE_TIMER, 0, 5000000, 0, 0);
    module_run_until(3100000);
    assert_ptr_equal(current, vcpu);
    assert_int_equal(vcpu->machine.result, BH_OK);
    vcpu->machine.result = 4711;
    module_run_until(6000000);
    assert_int_equal(vcpu->machine.result, 4711);
}

UNIT_MAIN(cmocka_unit_test(a_one_shot_timer_fires_once),
          cmocka_unit_test(a_timer_is_never_early_and_never_late_on_any_clock),
          cmocka_unit_test(a_timer_is_due_at_the_first_tick_that_reaches_its_deadline),
          cmocka_unit_test(a_periodic_timer_does_not_drift_over_a_million_periods),
          cmocka_unit_test(what_was_missed_is_counted_as_if_taken_one_by_one),
          cmocka_unit_test(an_absence_of_years_is_caught_up_at_once_without_drift),
          cmocka_unit_test(catching_up_is_bounded_whatever_gap_and_period),
          cmocka_unit_test(the_count_goes_round_modulo_2_to_the_32),
          cmocka_unit_test(a_cancelled_timer_does_not_fire_and_what_is_pending_stays),
          cmocka_unit_test(a_timer_that_is_set_again_forgets_what_it_was_set_to),
          cmocka_unit_test(two_timers_do_not_touch_each_other),
          cmocka_unit_test(a_deadline_that_has_passed_counts_as_now),
          cmocka_unit_test(a_past_deadline_and_its_periods_begin_at_this_tick),
          cmocka_unit_test(the_processor_is_armed_for_the_soonest_of_timers_and_window),
          cmocka_unit_test(a_timer_fires_within_its_window_at_its_time),
          cmocka_unit_test(what_passes_out_of_the_window_is_counted_when_the_next_one_begins),
          cmocka_unit_test(what_is_due_by_a_windows_entry_is_taken_up_before_the_guest_runs),
          cmocka_unit_test(a_reset_disarms_all_timers_and_the_wait),
          cmocka_unit_test(a_wait_ends_at_its_deadline_with_timed_out),
          cmocka_unit_test(a_wait_whose_deadline_has_passed_returns_at_once),
          cmocka_unit_test(a_wait_without_a_deadline_does_not_end_by_itself),
          cmocka_unit_test(a_wait_whose_deadline_passes_out_of_the_window_ends_at_the_next_entry),
          cmocka_unit_test(a_wait_that_was_woken_leaves_no_deadline_behind))
