/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of kernel/hypercall.c: every number, every status. */
#include "unit.h"

#include <string.h>

#include "module.h"

#define U32 UINT32_MAX

static void begin(uint32_t rights)
{
    module_clear();
    module_partition("caller");
    module_partition("other");
    module.partition[0].rights = rights;
    module.partition[0].timer_period_min = 50000;
    module_event(0, 1, 40);
    module_event(0, 0, 41);
    module_schedule(10000000);
    module_window(0, 0, 0);
    module_window(0, 5000000, 1);
    module_schedule(20000000);
    module_window(1, 0, 0);
    module_boot(1000 * MODULE_MHZ, 5000);
    module_run_until(100000);
}

/* What a call answers to a caller in mode COLD_START that has `rights`. */
static const struct {
    uint32_t number, rights;
    bh_word word[5];
    int32_t result;
} cases[] = {
    {BH_CALL_version, 0, {U32, U32, U32, U32, U32}, BH_ABI_VERSION},
    {BH_CALL_irq_entry_set, 0, {0, 0, 0, 0, 0}, BH_OK},
    {BH_CALL_irq_entry_set, 0, {U32, U32, U32, 0, 0}, BH_OK},
    {BH_CALL_trap_entry_set, 0, {0, 0, 0, 0, 0}, BH_OK},
    {BH_CALL_trap_entry_set, 0, {U32, 0, 0, 0, 0}, BH_OK},
    {BH_CALL_tls_set, 0, {0, 0, 0, 0, 0}, BH_OK},
    {BH_CALL_tls_set, 0, {BH_TLS_COUNT - 1, U32, 0, 0, 0}, BH_OK},
    {BH_CALL_tls_set, 0, {BH_TLS_COUNT, 0, 0, 0, 0}, BH_BAD_INDEX},
    {BH_CALL_tls_set, 0, {0x80000000, 0, 0, 0, 0}, BH_BAD_INDEX},
    {BH_CALL_tls_set, 0, {U32, 0, 0, 0, 0}, BH_BAD_INDEX},
    {BH_CALL_wait, 0, {0, 0, 0, 0, 0}, BH_TIMED_OUT},
    {BH_CALL_timer_set, 0, {0, 0, 0, 0, 0}, BH_OK},
    {BH_CALL_timer_set, 0, {BH_TIMERS - 1, U32, U32, 0, 0}, BH_OK},
    {BH_CALL_timer_set, 0, {BH_TIMERS, 0, 0, 0, 0}, BH_BAD_INDEX},
    {BH_CALL_timer_set, 0, {U32, 0, 0, 1, 0}, BH_BAD_INDEX},
    {BH_CALL_timer_set, 0, {0, 0, 0, 1, 0}, BH_BAD_PERIOD},
    {BH_CALL_timer_set, 0, {0, 0, 0, 49999, 0}, BH_BAD_PERIOD},
    {BH_CALL_timer_set, 0, {0, 0, 0, 50000, 0}, BH_OK},
    {BH_CALL_timer_set, 0, {0, 0, 0, 0, 1}, BH_OK},
    {BH_CALL_timer_set, 0, {0, 0, 0, U32, 0x0fffffff}, BH_OK},
    {BH_CALL_timer_set, 0, {0, 0, 0, 0, 0x10000000}, BH_BAD_VALUE},
    {BH_CALL_timer_set, 0, {0, 0, 0, U32, U32}, BH_BAD_VALUE},
    {BH_CALL_timer_set, 0, {0, U32, 0x0fffffff, 0, 0}, BH_OK},
    {BH_CALL_timer_set, 0, {0, 0, 0x10000000, 50000, 0}, BH_OK},
    {BH_CALL_timer_cancel, 0, {0, 0, 0, 0, 0}, BH_OK},
    {BH_CALL_timer_cancel, 0, {BH_TIMERS - 1, 0, 0, 0, 0}, BH_OK},
    {BH_CALL_timer_cancel, 0, {BH_TIMERS, 0, 0, 0, 0}, BH_BAD_INDEX},
    {BH_CALL_timer_cancel, 0, {U32, 0, 0, 0, 0}, BH_BAD_INDEX},
    {BH_CALL_event_send, 0, {0, 0, 0, 0, 0}, BH_OK},
    {BH_CALL_event_send, 0, {1, 0, 0, 0, 0}, BH_OK},
    {BH_CALL_event_send, 0, {2, 0, 0, 0, 0}, BH_BAD_INDEX},
    {BH_CALL_event_send, 0, {U32, 0, 0, 0, 0}, BH_BAD_INDEX},
    {BH_CALL_mode_set, 0, {BH_MODE_NORMAL, 0, 0, 0, 0}, BH_OK},
    {BH_CALL_mode_set, 0, {BH_MODE_NORMAL, U32, 0, 0, 0}, BH_OK},
    {BH_CALL_mode_set, 0, {BH_MODE_WARM_START, 0, 0, 0, 0}, BH_BAD_MODE},
    {BH_CALL_mode_set, 0, {BH_MODE_COLD_START, 0, 0, 0, 0}, BH_START_PARTITION_RESTART},
    {BH_CALL_mode_set, 0, {BH_MODE_IDLE, 64, 0, 0, 0}, BH_BAD_VALUE},
    {BH_CALL_mode_set, 0, {BH_MODE_IDLE, U32, 0, 0, 0}, BH_BAD_VALUE},
    {BH_CALL_mode_set, 0, {4, 0, 0, 0, 0}, BH_BAD_VALUE},
    {BH_CALL_mode_set, 0, {U32, 0, 0, 0, 0}, BH_BAD_VALUE},
    {BH_CALL_mode_get, 0, {U32, U32, 0, 0, 0}, BH_MODE_COLD_START},
    {BH_CALL_schedule_set, 0, {0, 0, 0, 0, 0}, BH_NOT_PERMITTED},
    {BH_CALL_schedule_set, BH_RIGHT_SHUTDOWN, {0, 0, 0, 0, 0}, BH_NOT_PERMITTED},
    {BH_CALL_schedule_set, 0, {U32, 0, 0, 0, 0}, BH_NOT_PERMITTED},
    {BH_CALL_schedule_set, BH_RIGHT_SCHEDULE, {0, 0, 0, 0, 0}, BH_OK},
    {BH_CALL_schedule_set, BH_RIGHT_SCHEDULE, {1, 0, 0, 0, 0}, BH_OK},
    {BH_CALL_schedule_set, BH_RIGHT_SCHEDULE, {2, 0, 0, 0, 0}, BH_BAD_INDEX},
    {BH_CALL_schedule_set, 3, {U32, 0, 0, 0, 0}, BH_BAD_INDEX},
    {BH_CALL_health_raise, 0, {BH_ERROR_APPLICATION_ERROR, U32, U32, 0, 0}, BH_OK},
    {BH_CALL_health_raise, 0, {BH_ERROR_STACK_OVERFLOW, 0, 0, 0, 0}, BH_OK},
    {BH_CALL_health_raise, 0, {BH_ERROR_WINDOW_MISSED, 0, 0, 0, 0}, BH_BAD_VALUE},
    {BH_CALL_health_raise, 0, {BH_ERROR_INTERRUPT_STORM, 0, 0, 0, 0}, BH_BAD_VALUE},
    {BH_CALL_health_raise, 0, {BH_ERROR_COUNT, 0, 0, 0, 0}, BH_BAD_VALUE},
    {BH_CALL_health_raise, 0, {U32, 0, 0, 0, 0}, BH_BAD_VALUE},
    {BH_CALL_partition_set, 3, {1, 0, 0, 0, 0}, BH_NOT_PERMITTED},
    {BH_CALL_partition_set, BH_RIGHT_PARTITIONS, {1, BH_MODE_IDLE, 63, 0, 0}, BH_OK},
    {BH_CALL_partition_set, BH_RIGHT_PARTITIONS, {1, BH_MODE_COLD_START, U32, 0, 0}, BH_OK},
    {BH_CALL_partition_set, BH_RIGHT_PARTITIONS, {2, BH_MODE_IDLE, 0, 0, 0}, BH_BAD_INDEX},
    {BH_CALL_partition_set, BH_RIGHT_PARTITIONS, {U32, U32, 0, 0, 0}, BH_BAD_INDEX},
    {BH_CALL_partition_set, BH_RIGHT_PARTITIONS, {1, BH_MODE_NORMAL, 0, 0, 0}, BH_BAD_VALUE},
    {BH_CALL_partition_set, BH_RIGHT_PARTITIONS, {1, U32, 0, 0, 0}, BH_BAD_VALUE},
    {BH_CALL_partition_set, BH_RIGHT_PARTITIONS, {1, BH_MODE_IDLE, 64, 0, 0}, BH_BAD_VALUE},
    {BH_CALL_partition_set, BH_RIGHT_PARTITIONS, {0, BH_MODE_WARM_START, 0, 0, 0}, BH_BAD_MODE},
    {BH_CALL_module_shutdown, 0, {0, 0, 0, 0, 0}, BH_NOT_PERMITTED},
    {BH_CALL_module_shutdown, BH_RIGHT_SCHEDULE, {0, 0, 0, 0, 0}, BH_NOT_PERMITTED},
    {BH_CALL_module_shutdown, 0, {64, 0, 0, 0, 0}, BH_NOT_PERMITTED},
    {BH_CALL_module_shutdown, BH_RIGHT_SHUTDOWN, {64, 0, 0, 0, 0}, BH_BAD_VALUE},
    {BH_CALL_module_shutdown, 3, {U32, 0, 0, 0, 0}, BH_BAD_VALUE},
    {BH_CALL_console_flush, 0, {U32, 0, 0, 0, 0}, 0},
};
#define CASES (sizeof cases / sizeof cases[0])

static void every_call_answers_what_its_description_says(void **state)
{
    for (uint32_t i = 0; i < CASES; i++) {
        begin(cases[i].rights);
        partitions[0].page->pending[0] = 0;
        const bh_word *word = cases[i].word;
        const int32_t result =
            (int32_t)module_call(cases[i].number, word[0], word[1], word[2], word[3], word[4]);
        if (result != cases[i].result) {
            fail_msg("case %u, call %u: %d instead of %d", i, cases[i].number, result,
                     cases[i].result);
        }
    }
}

static void every_number_that_is_not_listed_answers_unknown_call(void **state)
{
    begin(3);
    for (uint32_t number = BH_HYPERCALL_COUNT; number < BH_HYPERCALL_SLOTS; number++) {
        for (uint32_t i = 0; i < 100; i++) {
            assert_int_equal((int32_t)module_call(number, (bh_word)unit_random(),
                                                  (bh_word)unit_random(), (bh_word)unit_random(),
                                                  (bh_word)unit_random(), (bh_word)unit_random()),
                             BH_UNKNOWN_CALL);
        }
    }
}

static void every_number_has_a_function(void **state)
{
    for (uint32_t number = 0; number < BH_HYPERCALL_SLOTS; number++) {
        assert_true(hypercall_table[number] != NULL);
    }
}

/* State that a refused call must not touch; pages are compared by their counts. */
static void a_refused_call_changes_nothing(void **state)
{
    for (uint32_t i = 0; i < CASES; i++) {
        if (cases[i].result >= 0 || cases[i].result == BH_TIMED_OUT) {
            continue;
        }
        begin(cases[i].rights);
        const struct bh_vcpu page[2] = {*partitions[0].page, *partitions[1].page};
        const struct schedule plan = schedule;
        const struct bh_information told = *information;
        static struct bh_status_page status;
        status = *module_status;
        const bh_word *word = cases[i].word;
        memcpy(partitions[0].machine.words, &word[2], sizeof partitions[0].machine.words);
        const struct vcpu before[2] = {partitions[0], partitions[1]};
        hypercall_table[cases[i].number](&partitions[0], word[0], word[1]);
        assert_memory_equal(partitions, before, sizeof before);
        assert_memory_equal(partitions[0].page, &page[0], sizeof page[0]);
        assert_memory_equal(partitions[1].page, &page[1], sizeof page[1]);
        assert_memory_equal(&schedule, &plan, sizeof plan);
        assert_memory_equal(information, &told, sizeof told);
        assert_memory_equal(module_status, &status, sizeof status);
        assert_int_equal(work, 0);
    }
}

static void a_permitted_partition_stops_and_restarts_another_in_its_own_window(void **state)
{
    begin(BH_RIGHT_PARTITIONS);
    module_run_until(5100000);
    assert_int_equal(partitions[1].mode, BH_MODE_COLD_START);
    module_call(BH_CALL_mode_set, BH_MODE_NORMAL, 0, 0, 0, 0);
    module_run_until(10100000);
    module_call(BH_CALL_partition_set, 1, BH_MODE_IDLE, 7, 0, 0);
    assert_int_equal(partitions[1].mode, BH_MODE_NORMAL);
    module_run_until(15100000);
    assert_int_equal(partitions[1].mode, BH_MODE_IDLE);
    assert_true(module_is_idle());
    module_run_until(20100000);
    const struct bh_partition_status *status = &module_status->partition[1];
    assert_int_equal(status->mode, BH_MODE_IDLE);
    assert_int_equal(status->start, BH_START_PARTITION_RESTART);
    assert_int_equal(status->exit_code, 7);
    module_call(BH_CALL_partition_set, 1, BH_MODE_WARM_START, UINT32_MAX, 0, 0);
    assert_int_equal(status->mode, BH_MODE_IDLE); /* until then */
    module_run_until(25100000);
    assert_int_equal(partitions[1].mode, BH_MODE_WARM_START);
    assert_int_equal(partitions[1].start, BH_START_PARTITION_RESTART);
    assert_ptr_equal(current, &partitions[1]);
}

static void normal_in_normal_is_refused_and_warm_start_then_is_not(void **state)
{
    begin(0);
    assert_int_equal(module_call(BH_CALL_mode_set, BH_MODE_NORMAL, 0, 0, 0, 0), BH_OK);
    assert_int_equal((int32_t)module_call(BH_CALL_mode_set, BH_MODE_NORMAL, 0, 0, 0, 0),
                     BH_BAD_MODE);
    assert_int_equal(module_call(BH_CALL_mode_set, BH_MODE_WARM_START, 0, 0, 0, 0),
                     BH_START_PARTITION_RESTART);
    assert_int_equal(module_call(BH_CALL_mode_get, 0, 0, 0, 0, 0),
                     BH_MODE_WARM_START | BH_START_PARTITION_RESTART << 8);
    assert_int_equal(module_call(BH_CALL_mode_set, BH_MODE_WARM_START, 0, 0, 0, 0),
                     BH_START_PARTITION_RESTART); /* WARM_START in WARM_START restarts */
    assert_int_equal(module_call(BH_CALL_mode_set, BH_MODE_COLD_START, 0, 0, 0, 0),
                     BH_START_PARTITION_RESTART);
    assert_int_equal((int32_t)module_call(BH_CALL_mode_set, BH_MODE_WARM_START, 0, 0, 0, 0),
                     BH_BAD_MODE);
}

static void every_exit_code_up_to_63_is_accepted(void **state)
{
    for (uint32_t code = 0; code < 64; code++) {
        begin(0);
        module_call(BH_CALL_mode_set, BH_MODE_IDLE, code, 0, 0, 0);
        assert_int_equal(partitions[0].mode, BH_MODE_IDLE);
        assert_int_equal(partitions[0].exit_code, code);
        begin(BH_RIGHT_SHUTDOWN);
        assert_ends_with(code, module_call(BH_CALL_module_shutdown, code, 0, 0, 0, 0));
    }
}

static void an_event_arrives_at_its_source_of_its_partition_only(void **state)
{
    begin(0);
    for (uint32_t i = 1; i <= 5; i++) {
        module_call(BH_CALL_event_send, 0, 0, 0, 0, 0);
        assert_int_equal(partitions[1].page->source[40].count, i);
        assert_int_equal(partitions[0].page->source[40].count, 0);
    }
    module_call(BH_CALL_event_send, 1, 0, 0, 0, 0);
    assert_int_equal(partitions[0].page->source[41].count, 1);
    assert_int_equal(partitions[1].page->source[41].count, 0);
    assert_int_equal(partitions[1].page->pending[1], 1u << (40 - 32));
}

static void an_event_to_oneself_is_delivered_before_the_next_instruction(void **state)
{
    begin(0);
    module_call(BH_CALL_irq_entry_set, 0x40001000, 0, 0, 0, 0);
    partitions[0].page->mask[1] = 0;
    partitions[0].page->enabled = 1;
    module_call(BH_CALL_event_send, 1, 0, 0, 0, 0);
    assert_int_equal(partitions[0].machine.pc, 0x40001000);
    assert_int_equal(partitions[0].machine.result, BH_OK);
}

static void resume_continues_at_the_frame_of_the_page_with_interrupts_enabled(void **state)
{
    begin(0);
    struct bh_vcpu *page = partitions[0].page;
    page->resume_pc = 0x41414141;
    page->resume_sp = 0x42424242;
    page->resume_flags = UINT32_MAX;
    page->resume_result = 0x43434343;
    assert_int_equal(module_call(BH_CALL_resume, 0, 0, 0, 0, 0), 0x43434343);
    assert_int_equal(partitions[0].machine.pc, 0x41414141);
    assert_int_equal(partitions[0].machine.sp, 0x42424242);
    assert_int_equal(page->enabled, 1);
}

static void resume_takes_what_is_pending_at_once(void **state)
{
    begin(0);
    struct bh_vcpu *page = partitions[0].page;
    module_call(BH_CALL_irq_entry_set, 0x40001000, 0, 0, 0, 0);
    page->mask[1] = 0;
    module_raise(&partitions[0], 50, 1);
    page->resume_pc = 0x41414141;
    module_call(BH_CALL_resume, 0, 0, 0, 0, 0);
    assert_int_equal(partitions[0].machine.pc, 0x40001000);
    assert_int_equal(page->irq_pc, 0x41414141);
    assert_int_equal(page->enabled, 0);
}

static void a_thread_local_segment_gets_its_base(void **state)
{
    begin(0);
    for (uint32_t i = 0; i < BH_TLS_COUNT; i++) {
        module_call(BH_CALL_tls_set, i, 0x50000000 + i, 0, 0, 0);
    }
    for (uint32_t i = 0; i < BH_TLS_COUNT; i++) {
        assert_int_equal(partitions[0].machine.tls[i], 0x50000000 + i);
    }
}

static void a_wait_takes_all_64_sources_and_the_whole_deadline(void **state)
{
    begin(0);
    partitions[0].page->pending[0] = 0;
    module_call(BH_CALL_wait, 0x12345678, 0x9abcdef0, 0x11111111, 0x00000123, 0);
    assert_int_equal(partitions[0].wait_set[0], 0x12345678);
    assert_int_equal(partitions[0].wait_set[1], 0x9abcdef0);
    assert_true(partitions[0].wait_due == clock_ticks(UINT64_C(0x12311111111)));
}

static void a_timer_takes_the_whole_deadline_and_period(void **state)
{
    begin(0);
    module_call(BH_CALL_timer_set, 1, 0x11111111, 0x123, 0x22222222, 0x7);
    uint32_t fraction;
    assert_true(partitions[0].timer[1].due == clock_ticks(UINT64_C(0x12311111111)));
    assert_true(partitions[0].timer[1].period == clock_divided(UINT64_C(0x722222222), &fraction));
}

static void a_console_flush_answers_how_much_is_left(void **state)
{
    begin(0);
    module_write(&partitions[0], "0123456789\n");
    uint32_t left = 11;
    for (uint32_t i = 0; i < 20 && left > 0; i++) {
        const uint32_t now = module_call(BH_CALL_console_flush, 0, 0, 0, 0, 0);
        assert_true(now <= left);
        left = now;
    }
    assert_int_equal(left, 0);
    assert_string_equal(module_output(), "[caller] 0123456789\n");
    partitions[0].console->out_head += 0x80000000;
    assert_in_range(module_call(BH_CALL_console_flush, 0, 0, 0, 0, 0), 0, BH_CONSOLE_OUT);
}

static void a_call_trace_tells_number_words_and_result(void **state)
{
    module_clear();
    module_partition("a");
    module_schedule(10000000);
    module_window(0, 0, 0);
    module_trace(8);
    module_boot(1000 * MODULE_MHZ, 5000);
    module_run_until(100000);
    module_call(BH_CALL_tls_set, 99, 5, 0, 0, 0);
    const struct bh_trace_ring *ring = module_trace_ring(1);
    const struct bh_trace_record *record =
        (const struct bh_trace_record *)(ring + 1) + (ring->written - 1) % 8;
    assert_int_equal(record->kind, BH_TRACE_HYPERCALL);
    assert_int_equal(record->argument[0], BH_CALL_tls_set);
    assert_int_equal(record->argument[1], 99);
    assert_int_equal(record->argument[2], 5);
    assert_int_equal((int32_t)record->argument[3], BH_BAD_INDEX);
}

UNIT_MAIN(cmocka_unit_test(every_call_answers_what_its_description_says),
          cmocka_unit_test(every_number_that_is_not_listed_answers_unknown_call),
          cmocka_unit_test(every_number_has_a_function),
          cmocka_unit_test(a_refused_call_changes_nothing),
          cmocka_unit_test(a_permitted_partition_stops_and_restarts_another_in_its_own_window),
          cmocka_unit_test(normal_in_normal_is_refused_and_warm_start_then_is_not),
          cmocka_unit_test(every_exit_code_up_to_63_is_accepted),
          cmocka_unit_test(an_event_arrives_at_its_source_of_its_partition_only),
          cmocka_unit_test(an_event_to_oneself_is_delivered_before_the_next_instruction),
          cmocka_unit_test(resume_continues_at_the_frame_of_the_page_with_interrupts_enabled),
          cmocka_unit_test(resume_takes_what_is_pending_at_once),
          cmocka_unit_test(a_thread_local_segment_gets_its_base),
          cmocka_unit_test(a_wait_takes_all_64_sources_and_the_whole_deadline),
          cmocka_unit_test(a_timer_takes_the_whole_deadline_and_period),
          cmocka_unit_test(a_console_flush_answers_how_much_is_left),
          cmocka_unit_test(a_call_trace_tells_number_words_and_result))
