/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of kernel/partition.c: modes and restarts. */
#include "unit.h"

#include "module.h"

static uint32_t mode_of_current(void)
{
    return module_call(BH_CALL_mode_get, 0, 0, 0, 0, 0);
}

static void every_partition_cold_starts_in_its_first_window(void **state)
{
    module_boot_two();
    assert_int_equal(partitions[0].machine.resets + partitions[1].machine.resets, 0);
    module_run_until(100000);
    assert_int_equal(partitions[0].machine.resets, 1);
    assert_int_equal(partitions[1].machine.resets, 0);
    assert_int_equal(partitions[0].machine.pc, MODULE_ENTRY);
    assert_int_equal(partitions[0].machine.result, BH_START_NORMAL);
    assert_int_equal(mode_of_current(), BH_MODE_COLD_START | BH_START_NORMAL << 8);
    module_run_until(4100000);
    assert_int_equal(partitions[1].machine.resets, 1);
    module_run_until(50000000);
    assert_int_equal(partitions[0].machine.resets + partitions[1].machine.resets, 2);
}

static void partitions_get_what_the_tables_say(void **state)
{
    module_boot_two();
    assert_int_equal(partition_count, 2);
    for (uint32_t i = 0; i < 2; i++) {
        assert_int_equal(partitions[i].index, i);
        assert_int_equal(partitions[i].partition->identifier, 100 + i);
        assert_int_equal(partitions[i].machine.directory, 0x1000 * (i + 1));
    }
}

static void normal_ends_the_initialization(void **state)
{
    module_boot_two();
    module_run_until(100000);
    assert_int_equal(module_call(BH_CALL_mode_set, BH_MODE_NORMAL, 0, 0, 0, 0), BH_OK);
    assert_int_equal(mode_of_current(), BH_MODE_NORMAL | BH_START_NORMAL << 8);
    assert_int_equal(partitions[0].machine.resets, 1);
}

/* A partition that has used all that a restart takes away. */
static struct vcpu *used(void)
{
    struct vcpu *vcpu = module_boot_one();
    module_call(BH_CALL_irq_entry_set, 0x1000, 0x2000, 0x2010, 0, 0);
    module_call(BH_CALL_trap_entry_set, 0x3000, 0, 0, 0, 0);
    module_call(BH_CALL_timer_set, 0, 1000000, 0, 1000000, 0);
    module_call(BH_CALL_timer_set, 1, 9000000, 0, 0, 0);
    vcpu->page->mask[0] = 0;
    vcpu->page->enabled = 0;
    vcpu->page->summary = 1;
    module_raise(vcpu, 20, 1);
    return vcpu;
}

static void assert_restarted(const struct vcpu *vcpu, uint32_t mode, uint32_t start)
{
    assert_int_equal(vcpu->mode, mode);
    assert_int_equal(vcpu->start, start);
    assert_int_equal(vcpu->machine.pc, MODULE_ENTRY);
    assert_int_equal(vcpu->machine.result, start);
    assert_int_equal(vcpu->machine.resets, 2);
    assert_int_equal(vcpu->irq_entry, 0);
    assert_int_equal(vcpu->trap_entry, 0);
    assert_int_equal(vcpu->restart_length, 0);
    assert_true(vcpu->due == CLOCK_NEVER);
    assert_false(vcpu->waiting);
    assert_int_equal(vcpu->page->enabled, 0);
    assert_int_equal(vcpu->page->summary, 0);
    assert_int_equal(vcpu->page->pending[0] | vcpu->page->pending[1], 0);
    assert_int_equal(vcpu->page->mask[0] & vcpu->page->mask[1], UINT32_MAX);
    assert_int_equal(vcpu->next_mode, MODE_KEEP);
}

static void a_cold_start_resets_all_that_the_partition_had(void **state)
{
    struct vcpu *vcpu = used();
    module_call(BH_CALL_mode_set, BH_MODE_COLD_START, 0, 0, 0, 0);
    assert_ptr_equal(current, vcpu);
    assert_restarted(vcpu, BH_MODE_COLD_START, BH_START_PARTITION_RESTART);
}

static void a_warm_start_resets_all_that_the_partition_had(void **state)
{
    struct vcpu *vcpu = used();
    module_call(BH_CALL_mode_set, BH_MODE_WARM_START, 0, 0, 0, 0);
    assert_restarted(vcpu, BH_MODE_WARM_START, BH_START_PARTITION_RESTART);
}

static void a_restarted_partition_gets_no_timer_of_before(void **state)
{
    struct vcpu *vcpu = used();
    module_call(BH_CALL_mode_set, BH_MODE_COLD_START, 0, 0, 0, 0);
    const uint32_t count = vcpu->page->source[BH_SOURCE_TIMER].count;
    module_run_until(200000000);
    assert_int_equal(vcpu->page->source[BH_SOURCE_TIMER].count, count);
    assert_int_equal(vcpu->page->source[BH_SOURCE_TIMER + 1].count, 0);
}

static void a_restart_ends_a_wait(void **state)
{
    module_boot_two();
    module_run_until(100000);
    struct vcpu *vcpu = &partitions[0];
    module_call(BH_CALL_mode_set, BH_MODE_NORMAL, 0, 0, 0, 0);
    vcpu->page->pending[0] = 0;
    module_call(BH_CALL_wait, 0, 0, 9000000, 0, 0);
    partition_request(vcpu, BH_MODE_WARM_START, BH_START_HM_PARTITION_RESTART, 0);
    settle();
    assert_ptr_equal(current, vcpu);
    assert_restarted(vcpu, BH_MODE_WARM_START, BH_START_HM_PARTITION_RESTART);
    vcpu->machine.result = 4711;
    module_run_until(20100000);
    assert_int_equal(vcpu->machine.result, 4711); /* no deadline is left */
}

static void a_restart_happens_in_the_partitions_own_window(void **state)
{
    module_boot_two();
    module_run_until(5000000);
    partition_request(&partitions[0], BH_MODE_COLD_START, BH_START_PARTITION_RESTART, 0);
    settle();
    assert_ptr_equal(current, &partitions[1]);
    module_run_until(9900000);
    assert_int_equal(partitions[0].machine.resets, 1);
    module_run_until(10100000);
    assert_int_equal(partitions[0].machine.resets, 2);
    assert_int_equal(partitions[1].machine.resets, 1);
}

static void a_later_request_replaces_an_earlier_one(void **state)
{
    module_boot_two();
    module_run_until(5000000);
    partition_request(&partitions[0], BH_MODE_IDLE, 0, 9);
    partition_request(&partitions[0], BH_MODE_COLD_START, BH_START_HM_PARTITION_RESTART, 0);
    module_run_until(10100000);
    assert_int_equal(partitions[0].mode, BH_MODE_COLD_START);
    assert_int_equal(partitions[0].start, BH_START_HM_PARTITION_RESTART);
}

static void a_cold_start_to_come_is_not_made_a_warm_one(void **state)
{
    module_boot_two();
    partition_request(&partitions[1], BH_MODE_WARM_START, BH_START_PARTITION_RESTART, 0);
    module_run_until(4100000);
    assert_int_equal(partitions[1].mode, BH_MODE_COLD_START);
    assert_int_equal(partitions[1].start, BH_START_NORMAL);
    partition_request(&partitions[1], BH_MODE_WARM_START, BH_START_PARTITION_RESTART, 0);
    partition_request(&partitions[1], BH_MODE_COLD_START, BH_START_PARTITION_RESTART, 0);
    partition_request(&partitions[1], BH_MODE_WARM_START, BH_START_HM_PARTITION_RESTART, 0);
    module_run_until(30000000);
    assert_int_equal(partitions[1].mode, BH_MODE_COLD_START);
    assert_int_equal(partitions[1].start, BH_START_PARTITION_RESTART);
}

static void a_warm_start_before_the_end_of_a_cold_one_is_cold(void **state)
{
    module_boot_two();
    module_set_action(0, BH_ERROR_APPLICATION_ERROR, BH_ACTION_WARM_START);
    module_run_until(100000);
    module_call(BH_CALL_health_raise, BH_ERROR_APPLICATION_ERROR, 0, 0, 0, 0);
    assert_int_equal(partitions[0].mode, BH_MODE_COLD_START);
    assert_int_equal(partitions[0].start, BH_START_HM_PARTITION_RESTART);
    module_call(BH_CALL_mode_set, BH_MODE_NORMAL, 0, 0, 0, 0);
    module_call(BH_CALL_health_raise, BH_ERROR_APPLICATION_ERROR, 0, 0, 0, 0);
    assert_int_equal(partitions[0].mode, BH_MODE_WARM_START);
}

/* What a warm start keeps is not there, whatever happened between the cold start and its end. */
static void a_partition_stopped_before_normal_does_not_start_warm(void **state)
{
    for (int begun = 0; begun < 2; begun++) {
        module_boot_two();
        module.partition[0].rights = BH_RIGHT_PARTITIONS;
        module_run_until(begun ? 10100000 : 100000); /* b's memory is being cleared, or not yet */
        module_call(BH_CALL_partition_set, 1, BH_MODE_IDLE, 0, 0, 0);
        module_run_until(20100000);
        assert_int_equal(partitions[1].mode, BH_MODE_IDLE);
        assert_int_equal((int32_t)module_call(BH_CALL_partition_set, 1, BH_MODE_WARM_START, 0, 0, 0),
                         BH_BAD_MODE);
        assert_int_equal(partition_act(&partitions[1], BH_ACTION_WARM_START, BH_START_NORMAL),
                         BH_ACTION_COLD_START);
        module_run_until(24100000);
        assert_int_equal(partitions[1].mode, BH_MODE_COLD_START);
    }
}

static void a_stopped_partition_that_was_normal_starts_warm(void **state)
{
    struct vcpu *vcpu = module_boot_one(); /* NORMAL */
    module_call(BH_CALL_mode_set, BH_MODE_IDLE, 0, 0, 0, 0);
    assert_int_equal(partition_act(vcpu, BH_ACTION_WARM_START, BH_START_NORMAL),
                     BH_ACTION_WARM_START);
    module_run_until(10100000);
    assert_int_equal(vcpu->mode, BH_MODE_WARM_START);
    assert_int_equal(partition_act(vcpu, BH_ACTION_WARM_START, BH_START_NORMAL),
                     BH_ACTION_WARM_START); /* it has not been cold in between */
}

static void a_stopped_partition_never_runs_again(void **state)
{
    struct vcpu *vcpu = module_boot_one();
    module_call(BH_CALL_mode_set, BH_MODE_IDLE, 7, 0, 0, 0);
    assert_int_equal(vcpu->mode, BH_MODE_IDLE);
    assert_int_equal(vcpu->exit_code, 7);
    for (uint32_t i = 0; i < 100; i++) {
        vcpu->page->enabled = 1;
        vcpu->page->mask[0] = 0;
        module_raise(vcpu, 20, 1);
        module_run_until(i * 3000000);
        assert_true(module_is_idle());
    }
}

static void the_end_of_a_chosen_partition_ends_the_module_with_its_code(void **state)
{
    module_boot_two();
    module.partition[1].ends_module = 1;
    module_run_until(100000);
    module_call(BH_CALL_mode_set, BH_MODE_IDLE, 9, 0, 0, 0); /* a's end does not */
    module_run_until(4100000);
    assert_ends_with(42, module_call(BH_CALL_mode_set, BH_MODE_IDLE, 42, 0, 0, 0));
}

static void a_restart_cannot_be_undone_by_the_page(void **state)
{
    struct vcpu *vcpu = module_boot_one();
    module_call(BH_CALL_mode_set, BH_MODE_IDLE, 0, 0, 0, 0);
    for (uint32_t i = 0; i < 200; i++) {
        uint32_t *word = (uint32_t *)vcpu->page;
        for (uint32_t j = 0; j < sizeof *vcpu->page / 4; j++) {
            word[j] = (uint32_t)unit_random();
        }
        module_run_until(20000000 + i * 1000000);
        assert_true(module_is_idle());
    }
}

UNIT_MAIN(cmocka_unit_test(every_partition_cold_starts_in_its_first_window),
          cmocka_unit_test(partitions_get_what_the_tables_say),
          cmocka_unit_test(normal_ends_the_initialization),
          cmocka_unit_test(a_cold_start_resets_all_that_the_partition_had),
          cmocka_unit_test(a_warm_start_resets_all_that_the_partition_had),
          cmocka_unit_test(a_restarted_partition_gets_no_timer_of_before),
          cmocka_unit_test(a_restart_ends_a_wait),
          cmocka_unit_test(a_restart_happens_in_the_partitions_own_window),
          cmocka_unit_test(a_later_request_replaces_an_earlier_one),
          cmocka_unit_test(a_cold_start_to_come_is_not_made_a_warm_one),
          cmocka_unit_test(a_warm_start_before_the_end_of_a_cold_one_is_cold),
          cmocka_unit_test(a_partition_stopped_before_normal_does_not_start_warm),
          cmocka_unit_test(a_stopped_partition_that_was_normal_starts_warm),
          cmocka_unit_test(a_stopped_partition_never_runs_again),
          cmocka_unit_test(the_end_of_a_chosen_partition_ends_the_module_with_its_code),
          cmocka_unit_test(a_restart_cannot_be_undone_by_the_page))
