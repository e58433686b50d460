/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of kernel/schedule.c, and of how windows enter. */
#include "unit.h"

#include "module.h"

#define WINDOW_PENDING (1u << BH_SOURCE_WINDOW)

static uint32_t windows_begun(uint32_t partition)
{
    return partitions[partition].page->source[BH_SOURCE_WINDOW].count;
}

static void nobody_runs_before_the_first_window(void **state)
{
    module_boot_two();
    assert_true(module_is_idle());
    assert_null(schedule.vcpu);
    assert_true(machine.armed == module_switch(0));
    module_run_to(machine.armed - 1);
    assert_true(module_is_idle());
}

static void windows_follow_the_table_in_order(void **state)
{
    module_boot_two();
    for (uint32_t frame = 0; frame < 50; frame++) {
        for (uint32_t window = 0; window < 3; window++) {
            static const bh_time starts[] = {0, 4000000, 8000000};
            module_run_until(frame * 10000000 + starts[window] + 100000);
            assert_int_equal(schedule.window, window);
            if (window < 2) {
                assert_ptr_equal(current, &partitions[window]);
                assert_int_equal(windows_begun(window), frame); /* the first is the start */
            } else {
                assert_null(schedule.vcpu);
                assert_true(module_is_idle());
            }
        }
    }
}

static void a_window_begins_no_sooner_and_no_later_than_planned(void **state)
{
    module_boot_two();
    for (uint32_t frame = 1; frame < 20; frame++) {
        const uint64_t begin = module_switch(frame * 10000000 + 4000000);
        module_run_to(begin - 1);
        assert_ptr_equal(schedule.vcpu, &partitions[0]);
        module_run_to(begin);
        assert_ptr_equal(schedule.vcpu, &partitions[1]);
    }
}

static void a_window_enters_at_planned_start_plus_the_constant(void **state)
{
    static const uint64_t frequencies[] = {100000007, 1000000000, 2399987654, 7999999999};
    for (uint32_t i = 0; i < 4; i++) {
        module_clear();
        module_partition("a");
        module_partition("b");
        module_schedule(9999991);
        module_window(0, 0, 0);
        module_window(0, 4000003, 1);
        module_boot(frequencies[i], 4999);
        for (uint32_t k = 0; k < 100; k++) {
            const bh_time start = k / 2 * UINT64_C(9999991) + k % 2 * UINT64_C(4000003);
            module_run_to(machine.armed);
            assert_ptr_equal(current, &partitions[k % 2]);
            const uint64_t entry = module_ticks(start + 4999);
            assert_in_range(machine.clock, entry, entry + 2);
        }
    }
}

static void the_entry_does_not_depend_on_how_long_the_switch_took(void **state)
{
    module_boot_two();
    for (uint32_t frame = 1; frame < 20; frame++) {
        module_run_until(frame * 10000000 - 1000000);
        machine.clock = machine.armed + 400 * frame; /* the kernel was on a path of its own */
        module_interrupt();
        const uint64_t entry = module_ticks(frame * 10000000 + 5000);
        assert_in_range(machine.clock, entry, entry + 2);
        assert_false(health_waiting(&partitions[0]));
    }
}

static void no_lateness_and_no_rounding_accumulates_over_a_million_frames(void **state)
{
    static const uint64_t frequencies[] = {1000003, 14318180, 2399987654, 3333333333, 7999999999};
    static const bh_time frames[] = {10000019, 33333333, 3599999999999, 20011, 16666667};
    for (uint32_t i = 0; i < 5; i++) {
        module_clear();
        module_partition("a");
        module_schedule(frames[i]);
        module_window(0, 0, 0);
        module_window(0, frames[i] / 3, BH_NO_PARTITION);
        machine.clock = 0;
        module_boot(frequencies[i], 1500);
        for (uint64_t k = 0; k < 1000000 && k * frames[i] < BH_TIME_LIMIT - frames[i]; k++) {
            assert_true(schedule.next_ticks == module_switch(k * frames[i]));
            machine.clock = schedule.next_ticks + unit_random_below(50); /* lateness */
            assert_ptr_equal(schedule_advance(), &partitions[0]);
            assert_true(schedule.next_ticks == module_switch(k * frames[i] + frames[i] / 3));
            assert_null(schedule_advance());
        }
    }
}

static void the_processor_changes_hands_only_between_partitions(void **state)
{
    module_boot_two();
    module_run_until(1000000);
    assert_int_equal(machine.switches, 1);
    assert_ptr_equal(machine.loaded, &partitions[0].machine);
    module_run_until(9000000); /* b, then nobody */
    assert_int_equal(machine.switches, 2);
    assert_ptr_equal(machine.loaded, &partitions[1].machine);
    module_boot_one();
    const uint32_t switches = machine.switches;
    module_run_until(100000000); /* one window after the other is its own */
    assert_int_equal(machine.switches, switches);
}

static void two_schedules(void)
{
    module_clear();
    module_partition("a");
    module_partition("b");
    module_partition("c");
    module.partition[0].rights = BH_RIGHT_SCHEDULE;
    module_schedule(10000000);
    module_window(0, 0, 0);
    module_window(0, 6000000, 1);
    module_schedule(4000000);
    module_window(1, 0, 2);
    module_window(1, 1000000, BH_NO_PARTITION);
    module_window(1, 2000000, 0);
    module_boot(1000 * MODULE_MHZ, 5000);
    module_run_until(100000);
}

static void a_schedule_changes_at_the_end_of_the_frame_only(void **state)
{
    two_schedules();
    assert_int_equal(module_call(BH_CALL_schedule_set, 1, 0, 0, 0, 0), BH_OK);
    assert_int_equal(information->schedule, 0);
    assert_int_equal(information->next_schedule, 1);
    module_run_until(9980000);
    assert_int_equal(schedule.index, 0);
    assert_ptr_equal(current, &partitions[1]);
    module_run_until(10100000);
    assert_int_equal(schedule.index, 1);
    assert_ptr_equal(current, &partitions[2]);
    module_run_until(11100000);
    assert_true(module_is_idle());
    module_run_until(12100000);
    assert_ptr_equal(current, &partitions[0]);
    assert_int_equal(information->schedule, 1);
    assert_int_equal(information->next_schedule, 1);
    assert_true(information->schedule_since == 10000000);
    module_call(BH_CALL_schedule_set, 0, 0, 0, 0, 0);
    module_run_until(13900000);
    assert_int_equal(schedule.index, 1);
    module_run_until(14100000);
    assert_int_equal(schedule.index, 0);
    assert_ptr_equal(current, &partitions[0]);
    module_run_until(20100000);
    assert_ptr_equal(current, &partitions[1]);
}

static void a_change_action_is_taken_at_the_partitions_first_window_after_the_change(void **state)
{
    two_schedules();
    module_change(1, 0, BH_ACTION_COLD_START);
    module_change(1, 1, BH_ACTION_IDLE);
    module_call(BH_CALL_mode_set, BH_MODE_NORMAL, 0, 0, 0, 0);
    module_call(BH_CALL_schedule_set, 1, 0, 0, 0, 0);
    module_run_until(11100000);
    assert_int_equal(partitions[0].mode, BH_MODE_NORMAL);
    module_run_until(12100000);
    assert_int_equal(partitions[0].mode, BH_MODE_COLD_START);
    assert_int_equal(partitions[0].start, BH_START_PARTITION_RESTART);
    assert_int_equal(partitions[0].machine.resets, 2);
    /* Not again at the next window; and b, which schedule 1 has no window for, is as it was. */
    module_run_until(16100000);
    assert_int_equal(partitions[0].machine.resets, 2);
    assert_int_equal(partitions[1].mode, BH_MODE_COLD_START);
    module_call(BH_CALL_schedule_set, 0, 0, 0, 0, 0);
    module_run_until(24100000);
    assert_int_equal(schedule.index, 0);
    assert_int_equal(partitions[1].mode, BH_MODE_COLD_START); /* schedule 0 has no actions */
}

static void a_partition_is_told_the_start_of_its_periodic_windows(void **state)
{
    module_clear();
    module_partition("a");
    module_partition("b");
    module_schedule(20000000);
    module_window(0, 0, 0);
    module_window(0, 3000000, 1);
    module_window(0, 5000000, 0);
    module_periodic(0);
    module_window(0, 8000000, BH_NO_PARTITION);
    module_window(0, 15000000, 0);
    module_periodic(0);
    module_boot(1000 * MODULE_MHZ, 5000);
    module_run_until(4900000);
    assert_true(partitions[0].page->release == BH_TIME_INFINITE);
    module_run_until(14900000);
    assert_true(partitions[0].page->release == 5000000);
    module_run_until(24900000); /* its first window of the second frame is none */
    assert_true(partitions[0].page->release == 15000000);
    module_run_until(25100000);
    assert_true(partitions[0].page->release == 25000000);
    partitions[0].page->release = 1; /* a guest's own affair */
    module_call(BH_CALL_mode_set, BH_MODE_COLD_START, 0, 0, 0, 0);
    assert_true(partitions[0].page->release == 25000000); /* but not over a restart */
    assert_true(partitions[1].page->release == BH_TIME_INFINITE);
}

static void the_last_request_of_a_frame_counts(void **state)
{
    two_schedules();
    module_call(BH_CALL_schedule_set, 1, 0, 0, 0, 0);
    module_call(BH_CALL_schedule_set, 0, 0, 0, 0, 0);
    module_run_until(10100000);
    assert_int_equal(schedule.index, 0);
    assert_ptr_equal(current, &partitions[0]);
}

static void a_frame_starts_where_the_last_schedule_ended_however_often_they_change(void **state)
{
    static const bh_time frames[] = {10000000, 4000000};
    two_schedules();
    bh_time start = 10000000;
    for (uint32_t i = 0; i < 2000; i++) {
        const uint32_t next = (uint32_t)unit_random_below(2);
        schedule_request(next);
        module_run_to(module_switch(start) - 1);
        assert_int_equal(schedule.next_window, 0);
        module_run_to(module_switch(start));
        assert_int_equal(schedule.window, 0);
        assert_int_equal(schedule.index, next);
        start += frames[next];
    }
}

static void a_window_that_is_ready_just_in_time_is_not_late(void **state)
{
    module_boot_two();
    module_run_until(9000000);
    const uint64_t entry = module_ticks(10000000 + 5000);
    machine.clock = entry - 20; /* looks at the clock take a tick each */
    module_interrupt();
    assert_in_range(machine.clock, entry, entry + 2);
    assert_false(health_waiting(&partitions[0]));
}

static void a_late_window_is_entered_at_once_and_reported(void **state)
{
    module_boot_two();
    module_run_until(9000000);
    machine.clock = module_ticks(10000000 + 5000) + 1;
    module_interrupt();
    assert_ptr_equal(current, &partitions[0]);
    assert_in_range(machine.clock, module_ticks(10005000), module_ticks(10005000) + 20);
    assert_true(health_waiting(&partitions[0]));
    assert_false(health_waiting(&partitions[1]));
}

static void a_window_after_a_late_one_is_on_time_again(void **state)
{
    module_boot_two();
    module_run_until(9000000);
    machine.clock = module_ticks(10000000 + 3000000);
    module_interrupt();
    module_run_to(machine.armed);
    const uint64_t entry = module_ticks(14000000 + 5000);
    assert_in_range(machine.clock, entry, entry + 2);
    assert_false(health_waiting(&partitions[1]));
}

static void windows_that_were_missed_entirely_are_caught_up_in_order(void **state)
{
    module_boot_two();
    module_run_until(1000000);
    machine.clock = module_ticks(52000000); /* five frames without the kernel */
    module_run_to(machine.clock);
    assert_int_equal(windows_begun(0), 5);
    assert_int_equal(windows_begun(1), 4);
    assert_ptr_equal(current, &partitions[0]);
    module_run_until(54100000);
    assert_ptr_equal(current, &partitions[1]);
}

static void a_window_tells_its_partition_that_it_begins(void **state)
{
    module_boot_two();
    module_run_until(1000000);
    partitions[0].page->pending[0] = 0;
    module_run_until(9000000);
    assert_int_equal(partitions[0].page->pending[0], 0);
    module_run_until(11000000);
    assert_int_equal(partitions[0].page->pending[0], WINDOW_PENDING);
}

static void what_a_switch_raises_is_told_as_of_the_windows_entry(void **state)
{
    module_boot_two();
    module_run_until(100000);
    module_call(BH_CALL_timer_set, 0, 7000000, 0, 0, 0);
    for (uint32_t frame = 1; frame < 10; frame++) {
        const struct bh_source_state *source = partitions[0].page->source;
        partitions[0].page->pending[0] = 0;
        module_run_until(frame * 10000000 - 1000000);
        machine.clock = machine.armed + 300 * frame; /* a slow switch, which no guest can tell */
        module_interrupt();
        assert_true(source[BH_SOURCE_WINDOW].first == schedule.entry_ticks);
        if (frame == 1) {
            assert_true(source[BH_SOURCE_TIMER].first == schedule.entry_ticks);
        }
    }
}

static void a_stopped_partitions_window_is_idle_time(void **state)
{
    module_boot_two();
    module_run_until(100000);
    module_call(BH_CALL_mode_set, BH_MODE_IDLE, 3, 0, 0, 0);
    assert_true(module_is_idle());
    const uint32_t begun = windows_begun(0);
    module_run_until(10100000);
    assert_true(module_is_idle());
    assert_ptr_equal(schedule.vcpu, &partitions[0]);
    assert_int_equal(windows_begun(0), begun);
    module_run_until(14100000);
    assert_ptr_equal(current, &partitions[1]);
}

static void a_window_trace_tells_the_time_left(void **state)
{
    module_clear();
    module_partition("a");
    module_schedule(10000000);
    module_window(0, 0, 0);
    module_trace(64);
    module_boot(1000 * MODULE_MHZ, 5000);
    module_run_to(machine.armed);
    const struct bh_trace_ring *ring = module_trace_ring(1);
    const struct bh_trace_record *record = (const struct bh_trace_record *)(ring + 1);
    uint32_t found = 0;
    for (uint32_t i = 0; i < ring->written; i++) {
        if (record[i].kind == BH_TRACE_WINDOW) {
            found++;
            assert_int_equal(record[i].argument[0], 0);
            assert_int_equal(record[i].argument[1], 0);
            assert_in_range(record[i].argument[2], 19900, 20000);
        }
    }
    assert_int_equal(found, 1);
}

/* Writing the window's record takes time of its own. */
static void a_window_whose_record_takes_the_rest_of_its_time_is_late(void **state)
{
    module_clear();
    module_partition("a");
    module_schedule(10000000);
    module_window(0, 0, 0);
    module_trace(8);
    module_boot(1000 * MODULE_MHZ, 5000);
    module_run_until(9000000);
    machine.step = 20;
    schedule.entry_ticks = machine.clock + 25;
    assert_false(schedule_hold(&partitions[0]));
}

UNIT_MAIN(cmocka_unit_test(nobody_runs_before_the_first_window),
          cmocka_unit_test(a_change_action_is_taken_at_the_partitions_first_window_after_the_change),
          cmocka_unit_test(windows_follow_the_table_in_order),
          cmocka_unit_test(a_window_begins_no_sooner_and_no_later_than_planned),
          cmocka_unit_test(a_window_enters_at_planned_start_plus_the_constant),
          cmocka_unit_test(the_entry_does_not_depend_on_how_long_the_switch_took),
          cmocka_unit_test(no_lateness_and_no_rounding_accumulates_over_a_million_frames),
          cmocka_unit_test(the_processor_changes_hands_only_between_partitions),
          cmocka_unit_test(a_schedule_changes_at_the_end_of_the_frame_only),
          cmocka_unit_test(a_partition_is_told_the_start_of_its_periodic_windows),
          cmocka_unit_test(the_last_request_of_a_frame_counts),
          cmocka_unit_test(a_frame_starts_where_the_last_schedule_ended_however_often_they_change),
          cmocka_unit_test(a_window_that_is_ready_just_in_time_is_not_late),
          cmocka_unit_test(a_late_window_is_entered_at_once_and_reported),
          cmocka_unit_test(a_window_after_a_late_one_is_on_time_again),
          cmocka_unit_test(a_window_whose_record_takes_the_rest_of_its_time_is_late),
          cmocka_unit_test(windows_that_were_missed_entirely_are_caught_up_in_order),
          cmocka_unit_test(a_window_tells_its_partition_that_it_begins),
          cmocka_unit_test(what_a_switch_raises_is_told_as_of_the_windows_entry),
          cmocka_unit_test(a_stopped_partitions_window_is_idle_time),
          cmocka_unit_test(a_window_trace_tells_the_time_left))
