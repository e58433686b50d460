/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of kernel/health.c. */
#include "unit.h"

#include <string.h>

#include "module.h"

static const char *printed(struct vcpu *vcpu)
{
    static char text[4096];
    uint32_t length = 0;
    while (health_waiting(vcpu) && length < sizeof text - 1) {
        text[length++] = health_print(vcpu);
    }
    text[length] = '\0';
    return text;
}

static void every_error_takes_the_action_of_its_table(void **state)
{
    for (uint32_t error = 0; error < BH_PARTITION_ERROR_COUNT; error++) {
        for (uint8_t action = BH_ACTION_IGNORE; action <= BH_ACTION_WARM_START; action++) {
            struct vcpu *vcpu = module_boot_one();
            module_set_action(0, error, action);
            health_post(vcpu, error, 1, 2, 3, 4);
            if (work != 0) {
                settle();
            }
            switch (action) {
            case BH_ACTION_IGNORE:
                assert_int_equal(vcpu->mode, BH_MODE_NORMAL);
                assert_int_equal(vcpu->machine.resets, 1);
                break;
            case BH_ACTION_IDLE:
                assert_int_equal(vcpu->mode, BH_MODE_IDLE);
                assert_true(module_is_idle());
                break;
            default:
                assert_int_equal(vcpu->mode, action == BH_ACTION_COLD_START ? BH_MODE_COLD_START
                                                                            : BH_MODE_WARM_START);
                assert_int_equal(vcpu->start, BH_START_HM_PARTITION_RESTART);
                assert_int_equal(vcpu->machine.resets, 2);
                break;
            }
            printed(vcpu);
        }
    }
}

static void an_action_takes_nobody_else(void **state)
{
    module_boot_two();
    module_set_action(0, BH_ERROR_APPLICATION_ERROR, BH_ACTION_IDLE);
    module_run_until(100000);
    module_call(BH_CALL_health_raise, BH_ERROR_APPLICATION_ERROR, 1, 2, 0, 0);
    assert_int_equal(partitions[0].mode, BH_MODE_IDLE);
    module_run_until(4100000);
    assert_ptr_equal(current, &partitions[1]);
    module_call(BH_CALL_health_raise, BH_ERROR_APPLICATION_ERROR, 1, 2, 0, 0); /* its own table ignores it */
    assert_ptr_equal(current, &partitions[1]);
    assert_int_equal(partitions[1].mode, BH_MODE_COLD_START);
}

static void an_application_error_reads_with_code_and_detail(void **state)
{
    struct vcpu *vcpu = module_boot_one();
    module_call(BH_CALL_health_raise, BH_ERROR_APPLICATION_ERROR, 0x12ab, 0xffffffff, 0, 0);
    assert_string_equal(printed(vcpu),
                        "only: APPLICATION_ERROR, code 000012ab, detail ffffffff; ignored\n");
}

static void a_trap_reads_with_vector_error_address_and_pc(void **state)
{
    struct vcpu *vcpu = module_boot_one();
    module_set_action(0, BH_ERROR_MEMORY_VIOLATION, BH_ACTION_COLD_START);
    vcpu->machine.pc = 0x40001234;
    module_trap(14, 7, 0xdeadbeef);
    assert_string_equal(printed(vcpu), "only: MEMORY_VIOLATION, trap 0000000e, error 00000007, "
                                       "address deadbeef, pc 40001234; partition restarts cold\n");
}

static void every_error_and_action_reads_as_one_line_with_its_names(void **state)
{
    static const char *const names[] = {"APPLICATION_ERROR", "NUMERIC_ERROR",
                                        "ILLEGAL_REQUEST",   "MEMORY_VIOLATION",
                                        "TRAP",              "WINDOW_MISSED",
                                        "INTERRUPT_STORM",   "DEADLINE_MISSED",
                                        "STACK_OVERFLOW"};
    static const char *const actions[] = {"; ignored\n", "; partition stopped\n",
                                          "; partition restarts cold\n",
                                          "; partition restarts warm\n"};
    for (uint32_t error = 0; error < BH_PARTITION_ERROR_COUNT; error++) {
        for (uint8_t action = 0; action < 4; action++) {
            struct vcpu *vcpu = module_boot_one();
            module_set_action(0, error, action);
            health_post(vcpu, error, 1, 2, 3, 4);
            const char *text = printed(vcpu);
            assert_non_null(strstr(text, names[error]));
            assert_int_equal(strncmp(text, "only: ", 6), 0);
            assert_string_equal(text + strlen(text) - strlen(actions[action]), actions[action]);
            assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
        }
    }
}

static void a_name_of_full_length_is_printed_whole(void **state)
{
    module_clear();
    module_partition("a234567890123456789012345678901");
    module_schedule(10000000);
    module_window(0, 0, 0);
    module_boot(1000 * MODULE_MHZ, 5000);
    health_post(&partitions[0], BH_ERROR_WINDOW_MISSED, 0, 0, 0, 0);
    assert_string_equal(printed(&partitions[0]),
                        "a234567890123456789012345678901: WINDOW_MISSED; ignored\n");
}

static uint32_t lines(const char *text)
{
    uint32_t count = 0;
    for (; *text != '\0'; text++) {
        count += *text == '\n';
    }
    return count;
}

static void a_partitions_log_has_a_quota_of_its_own(void **state)
{
    module_boot_two();
    for (uint32_t i = 0; i < 1000; i++) {
        health_post(&partitions[0], BH_ERROR_APPLICATION_ERROR, i, 0, 0, 0);
    }
    health_post(&partitions[1], BH_ERROR_APPLICATION_ERROR, 77, 0, 0, 0);
    const char *text = printed(&partitions[0]);
    assert_int_equal(lines(text), 1 + BH_LOG_ENTRIES);
    assert_int_equal(strncmp(text, "a: log entries lost: 000003d8\n", 30), 0); /* the oldest */
    assert_null(strstr(text, "code 000003d7"));
    assert_non_null(strstr(text, "code 000003d8"));
    assert_non_null(strstr(text, "code 000003e7"));
    assert_string_equal(printed(&partitions[1]),
                        "b: APPLICATION_ERROR, code 0000004d, detail 00000000; ignored\n");
    health_post(&partitions[0], BH_ERROR_APPLICATION_ERROR, 0x99, 0, 0, 0);
    assert_string_equal(printed(&partitions[0]),
                        "a: APPLICATION_ERROR, code 00000099, detail 00000000; ignored\n");
}

static void an_entry_tells_all_that_is_known_of_an_error(void **state)
{
    struct vcpu *vcpu = module_boot_one();
    const struct bh_log *log = &module_status->partition_log[0];
    module_set_action(0, BH_ERROR_MEMORY_VIOLATION, BH_ACTION_COLD_START);
    vcpu->machine.pc = 0x40001234;
    const uint64_t before = arch_clock();
    module_trap(14, 7, 0xdeadbeef);
    assert_int_equal(log->posted, 1);
    assert_in_range(log->entry[0].time, before, before + 10);
    assert_int_equal(log->entry[0].error, BH_ERROR_MEMORY_VIOLATION);
    assert_int_equal(log->entry[0].state, BH_STATE_NORMAL);
    assert_int_equal(log->entry[0].level, BH_LEVEL_PARTITION);
    assert_int_equal(log->entry[0].action, BH_ACTION_COLD_START);
    assert_int_equal(log->entry[0].field[BH_LOG_DETAIL], 14);
    assert_int_equal(log->entry[0].field[BH_LOG_CODE], 7);
    assert_int_equal(log->entry[0].field[BH_LOG_ADDRESS], 0xdeadbeef);
    assert_int_equal(log->entry[0].field[BH_LOG_PC], 0x40001234);
}

static void a_partition_that_goes_on_is_told_of_its_error(void **state)
{
    struct vcpu *vcpu = module_boot_one();
    module_call(BH_CALL_irq_entry_set, 0x1000, 0, 0, 0, 0);
    vcpu->page->mask[0] = ~(1u << BH_SOURCE_HEALTH);
    vcpu->page->enabled = 1;
    module_call(BH_CALL_health_raise, BH_ERROR_APPLICATION_ERROR, 0, 0, 0, 0);
    assert_int_equal(vcpu->page->source[BH_SOURCE_HEALTH].count, 1);
    assert_int_equal(vcpu->machine.pc, 0x1000);
}

static void the_action_is_taken_when_the_log_is_full(void **state)
{
    struct vcpu *vcpu = module_boot_one();
    for (uint32_t i = 0; i < 100; i++) {
        health_post(vcpu, BH_ERROR_APPLICATION_ERROR, i, 0, 0, 0);
    }
    module_set_action(0, BH_ERROR_APPLICATION_ERROR, BH_ACTION_IDLE);
    module_call(BH_CALL_health_raise, BH_ERROR_APPLICATION_ERROR, 0, 0, 0, 0);
    assert_int_equal(vcpu->mode, BH_MODE_IDLE);
}

static void an_entry_that_is_being_printed_is_not_overwritten(void **state)
{
    struct vcpu *vcpu = module_boot_one();
    char text[256];
    uint32_t length = 0;
    health_post(vcpu, BH_ERROR_APPLICATION_ERROR, 0xaaaaaaaa, 0xbbbbbbbb, 0, 0);
    for (; length < 30; length++) {
        text[length] = health_print(vcpu);
    }
    for (uint32_t i = 0; i < 20; i++) {
        health_post(vcpu, BH_ERROR_NUMERIC_ERROR, 1, 2, 3, 4);
    }
    do {
        text[length] = health_print(vcpu);
    } while (text[length++] != '\n');
    text[length] = '\0';
    assert_string_equal(text, "only: APPLICATION_ERROR, code aaaaaaaa, detail bbbbbbbb; ignored\n");
    assert_int_equal(lines(printed(vcpu)), 1 + BH_LOG_ENTRIES);
}

static void a_fault_stops_a_partition_before_its_next_instruction(void **state)
{
    struct vcpu *vcpu = module_boot_one();
    module_set_action(0, BH_ERROR_MEMORY_VIOLATION, BH_ACTION_IDLE);
    module_trap(14, 0, 0);
    assert_true(module_is_idle());
    assert_int_equal(vcpu->mode, BH_MODE_IDLE);
}

static void a_partition_that_health_stops_does_not_end_the_module_with_success(void **state)
{
    module_boot_one();
    module.partition[0].ends_module = 1;
    module_set_action(0, BH_ERROR_APPLICATION_ERROR, BH_ACTION_IDLE);
    machine.may_end = true;
    if (setjmp(machine.end) == 0) {
        module_call(BH_CALL_health_raise, BH_ERROR_APPLICATION_ERROR, 1, 2, 0, 0);
        fail_msg("the module goes on");
    }
    assert_int_not_equal(machine.exit_code, 0);
}

static void a_missed_window_takes_its_action_before_the_guest_runs(void **state)
{
    module_boot_two();
    module_set_action(0, BH_ERROR_WINDOW_MISSED, BH_ACTION_COLD_START);
    module_run_until(9000000);
    machine.clock = module_ticks(11000000);
    module_interrupt();
    assert_int_equal(partitions[0].machine.resets, 2);
    assert_int_equal(partitions[0].start, BH_START_HM_PARTITION_RESTART);
}

static void a_late_window_does_not_restart_a_stopped_partition(void **state)
{
    module_boot_two();
    module_set_action(0, BH_ERROR_WINDOW_MISSED, BH_ACTION_COLD_START);
    module_run_until(100000);
    module_call(BH_CALL_mode_set, BH_MODE_IDLE, 0, 0, 0, 0);
    module_run_until(9000000);
    machine.clock = module_ticks(11000000);
    module_interrupt();
    module_run_until(40000000);
    assert_int_equal(partitions[0].mode, BH_MODE_IDLE);
    assert_int_equal(partitions[0].machine.resets, 1);
}

static void the_action_depends_on_whether_the_partition_is_initialized(void **state)
{
    module_boot_two();
    module.partition[0].action[BH_STATE_INITIALIZATION][BH_ERROR_DEADLINE_MISSED] =
        BH_ACTION_IGNORE;
    module.partition[0].action[BH_STATE_NORMAL][BH_ERROR_DEADLINE_MISSED] = BH_ACTION_WARM_START;
    module_run_until(100000);
    module_call(BH_CALL_health_raise, BH_ERROR_DEADLINE_MISSED, 0, 0, 0, 0);
    assert_int_equal(partitions[0].machine.resets, 1);
    module_call(BH_CALL_mode_set, BH_MODE_NORMAL, 0, 0, 0, 0);
    module_call(BH_CALL_health_raise, BH_ERROR_DEADLINE_MISSED, 0, 0, 0, 0);
    assert_int_equal(partitions[0].machine.resets, 2);
    assert_int_equal(partitions[0].mode, BH_MODE_WARM_START);
}

static void a_partition_that_restarts_too_often_is_stopped(void **state)
{
    module_boot_two();
    module_set_action(0, BH_ERROR_APPLICATION_ERROR, BH_ACTION_COLD_START);
    module.partition[0].restart_limit = 3;
    module.partition[0].restart_period = 50000000;
    module_run_until(100000);
    for (int i = 0; i < 3; i++) {
        module_call(BH_CALL_health_raise, BH_ERROR_APPLICATION_ERROR, 0, 0, 0, 0);
        assert_int_equal(partitions[0].mode, BH_MODE_COLD_START);
    }
    module_run_until(60100000); /* the period is over: the count begins anew */
    for (int i = 0; i < 3; i++) {
        module_call(BH_CALL_health_raise, BH_ERROR_APPLICATION_ERROR, 0, 0, 0, 0);
        assert_int_equal(partitions[0].mode, BH_MODE_COLD_START);
    }
    module_call(BH_CALL_health_raise, BH_ERROR_APPLICATION_ERROR, 0, 0, 0, 0);
    assert_int_equal(partitions[0].mode, BH_MODE_IDLE);
    assert_int_equal(partitions[0].exit_code, BH_EXIT_HEALTH);
}

/* The code that the module ends with when partition 0 has an error of module level. */
static uint32_t module_level_end(uint32_t action)
{
    module_boot_two();
    module.partition[0].module_level[BH_STATE_INITIALIZATION] = 1u << BH_ERROR_STACK_OVERFLOW;
    module.header.module_action[BH_STATE_NORMAL][BH_ERROR_STACK_OVERFLOW] = (uint8_t)action;
    module_run_until(100000);
    machine.may_end = true;
    if (setjmp(machine.end) == 0) {
        module_call(BH_CALL_health_raise, BH_ERROR_STACK_OVERFLOW, 0, 0, 0, 0);
        machine.may_end = false;
        return 0;
    }
    return machine.exit_code;
}

static void an_error_of_module_level_takes_the_modules_action(void **state)
{
    assert_int_equal(module_level_end(BH_MODULE_IGNORE), 0);
    assert_int_equal(module_level_end(BH_MODULE_SHUTDOWN), BH_EXIT_MODULE_HEALTH);
    assert_int_equal(module_level_end(BH_MODULE_RESET), MACHINE_RESET);
}

static void an_ignored_error_of_module_level_does_not_take_back_an_action(void **state)
{
    module_boot_two();
    module.partition[0].module_level[BH_STATE_INITIALIZATION] =
        1u << BH_ERROR_STACK_OVERFLOW | 1u << BH_ERROR_WINDOW_MISSED;
    module.header.module_action[BH_STATE_NORMAL][BH_ERROR_STACK_OVERFLOW] = BH_MODULE_SHUTDOWN;
    module.header.module_action[BH_STATE_NORMAL][BH_ERROR_WINDOW_MISSED] = BH_MODULE_IGNORE;
    module_run_until(100000);
    health_post(&partitions[0], BH_ERROR_STACK_OVERFLOW, 0, 0, 0, 0);
    health_post(&partitions[0], BH_ERROR_WINDOW_MISSED, 0, 0, 0, 0);
    assert_ends_with(BH_EXIT_MODULE_HEALTH, settle());
}

UNIT_MAIN(cmocka_unit_test(an_ignored_error_of_module_level_does_not_take_back_an_action),
          cmocka_unit_test(the_action_depends_on_whether_the_partition_is_initialized),
          cmocka_unit_test(a_partition_that_restarts_too_often_is_stopped),
          cmocka_unit_test(an_error_of_module_level_takes_the_modules_action),
          cmocka_unit_test(every_error_takes_the_action_of_its_table),
          cmocka_unit_test(an_action_takes_nobody_else),
          cmocka_unit_test(an_application_error_reads_with_code_and_detail),
          cmocka_unit_test(a_trap_reads_with_vector_error_address_and_pc),
          cmocka_unit_test(every_error_and_action_reads_as_one_line_with_its_names),
          cmocka_unit_test(a_name_of_full_length_is_printed_whole),
          cmocka_unit_test(a_partitions_log_has_a_quota_of_its_own),
          cmocka_unit_test(an_entry_tells_all_that_is_known_of_an_error),
          cmocka_unit_test(a_partition_that_goes_on_is_told_of_its_error),
          cmocka_unit_test(the_action_is_taken_when_the_log_is_full),
          cmocka_unit_test(an_entry_that_is_being_printed_is_not_overwritten),
          cmocka_unit_test(a_fault_stops_a_partition_before_its_next_instruction),
          cmocka_unit_test(a_partition_that_health_stops_does_not_end_the_module_with_success),
          cmocka_unit_test(a_missed_window_takes_its_action_before_the_guest_runs),
          cmocka_unit_test(a_late_window_does_not_restart_a_stopped_partition))
