/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of kernel/virq.c and virq.h. */
#include "unit.h"

#include "module.h"

#define HANDLER  0x40001000u
#define TRAP     0x40002000u
#define RESTART  0x40003000u
#define PROGRAM  0x40005000u
#define SOURCE_A 9u
#define SOURCE_B 40u

/* A guest that has registered, enabled, has nothing pending and nothing masked. */
static struct vcpu *begin(void)
{
    struct vcpu *vcpu = module_boot_one();
    module_call(BH_CALL_irq_entry_set, HANDLER, RESTART, RESTART + 16, 0, 0);
    module_call(BH_CALL_trap_entry_set, TRAP, 0, 0, 0, 0);
    vcpu->page->pending[0] = vcpu->page->pending[1] = 0;
    vcpu->page->mask[0] = vcpu->page->mask[1] = 0;
    vcpu->page->summary = 0;
    vcpu->page->enabled = 1;
    vcpu->machine.pc = PROGRAM;
    vcpu->machine.flags = 0x246;
    return vcpu;
}

static void settle_run_again(void)
{
    work |= WORK_RUN;
    settle();
}

static void an_occurrence_is_counted_marked_and_summed_up(void **state)
{
    struct vcpu *vcpu = begin();
    vcpu->page->enabled = 0;
    for (uint32_t source = 0; source < BH_SOURCES; source++) {
        const uint32_t count = vcpu->page->source[source].count;
        vcpu->page->summary = 0;
        module_raise(vcpu, source, 3);
        assert_int_equal(vcpu->page->source[source].count, count + 3);
        assert_int_equal(vcpu->page->summary, 1);
        assert_true((vcpu->page->pending[source / 32] >> (source % 32) & 1) != 0);
    }
    assert_int_equal(vcpu->page->pending[0], UINT32_MAX);
    assert_int_equal(vcpu->page->pending[1], UINT32_MAX);
}

static void the_count_goes_round_without_losing_occurrences(void **state)
{
    struct vcpu *vcpu = begin();
    vcpu->page->source[SOURCE_A].count = UINT32_MAX;
    module_raise(vcpu, SOURCE_A, 1);
    assert_int_equal(vcpu->page->source[SOURCE_A].count, 0);
    module_raise(vcpu, SOURCE_A, UINT32_MAX);
    assert_int_equal(vcpu->page->source[SOURCE_A].count, UINT32_MAX);
}

static void the_first_occurrence_not_taken_keeps_its_time(void **state)
{
    struct vcpu *vcpu = begin();
    machine.clock += 100;
    const uint64_t before = machine.clock;
    module_raise(vcpu, SOURCE_A, 1);
    const uint64_t first = vcpu->page->source[SOURCE_A].first;
    assert_in_range(first, before, machine.clock);
    machine.clock += 100;
    module_raise(vcpu, SOURCE_A, 1);
    assert_true(vcpu->page->source[SOURCE_A].first == first);
    vcpu->page->pending[0] = 0; /* the guest took it */
    module_raise(vcpu, SOURCE_A, 1);
    assert_true(vcpu->page->source[SOURCE_A].first > first + 100);
}

static void an_enabled_guest_continues_at_its_entry_with_pc_and_flags_saved(void **state)
{
    struct vcpu *vcpu = begin();
    module_raise(vcpu, SOURCE_B, 1);
    settle_run_again();
    assert_int_equal(vcpu->machine.pc, HANDLER);
    assert_int_equal(vcpu->page->irq_pc, PROGRAM);
    assert_int_equal(vcpu->page->irq_flags, 0x246);
    assert_int_equal(vcpu->page->enabled, 0);
    assert_ptr_equal(current, vcpu);
    assert_int_equal(vcpu->page->pending[1], 1u << (SOURCE_B - 32)); /* the guest takes it */
}

static void nothing_is_delivered_while_disabled(void **state)
{
    struct vcpu *vcpu = begin();
    vcpu->page->enabled = 0;
    for (uint32_t source = 0; source < BH_SOURCES; source++) {
        module_raise(vcpu, source, 1);
        settle_run_again();
        assert_int_equal(vcpu->machine.pc, PROGRAM);
    }
    module_run_until(500000000);
    assert_int_equal(vcpu->machine.pc, PROGRAM);
    vcpu->page->enabled = 1;
    settle_run_again();
    assert_int_equal(vcpu->machine.pc, HANDLER);
}

static void an_interrupt_does_not_nest_until_the_guest_enables(void **state)
{
    struct vcpu *vcpu = begin();
    module_raise(vcpu, SOURCE_A, 1);
    settle_run_again();
    vcpu->machine.pc = HANDLER + 4;
    module_raise(vcpu, SOURCE_B, 1);
    settle_run_again();
    assert_int_equal(vcpu->machine.pc, HANDLER + 4);
    assert_int_equal(vcpu->page->irq_pc, PROGRAM);
}

static void a_masked_source_stays_pending_and_is_not_delivered(void **state)
{
    struct vcpu *vcpu = begin();
    for (uint32_t source = 0; source < BH_SOURCES; source++) {
        vcpu->page->mask[source / 32] = 1u << (source % 32);
        module_raise(vcpu, source, 1);
        settle_run_again();
        assert_int_equal(vcpu->machine.pc, PROGRAM);
        assert_int_equal(vcpu->page->pending[source / 32], 1u << (source % 32));
        vcpu->page->mask[source / 32] = 0;
        settle_run_again();
        assert_int_equal(vcpu->machine.pc, HANDLER);
        vcpu->machine.pc = PROGRAM;
        vcpu->page->pending[source / 32] = 0;
        vcpu->page->enabled = 1;
    }
}

static void pending_bits_of_all_sources_are_left_for_the_guest_to_order(void **state)
{
    struct vcpu *vcpu = begin();
    module_raise(vcpu, SOURCE_B, 1);
    module_raise(vcpu, SOURCE_A, 1);
    module_raise(vcpu, 63, 1);
    settle_run_again();
    assert_int_equal(vcpu->machine.pc, HANDLER);
    assert_int_equal(vcpu->page->pending[0], 1u << SOURCE_A);
    assert_int_equal(vcpu->page->pending[1], 1u << (SOURCE_B - 32) | 1u << 31);
    assert_int_equal(vcpu->page->summary, 1);
}

static void any_nonzero_value_enables(void **state)
{
    struct vcpu *vcpu = begin();
    vcpu->page->enabled = 0x80000000;
    module_raise(vcpu, SOURCE_A, 1);
    settle_run_again();
    assert_int_equal(vcpu->machine.pc, HANDLER);
}

static void an_interrupt_in_the_return_sequence_starts_it_again(void **state)
{
    for (bh_word pc = RESTART - 2; pc < RESTART + 18; pc++) {
        struct vcpu *vcpu = begin();
        vcpu->machine.pc = pc;
        vcpu->page->irq_pc = 0x1234;
        vcpu->page->irq_flags = 0x5678;
        module_raise(vcpu, SOURCE_A, 1);
        settle_run_again();
        assert_int_equal(vcpu->page->enabled, 0);
        if (pc >= RESTART && pc < RESTART + 16) {
            assert_int_equal(vcpu->machine.pc, RESTART);
            assert_int_equal(vcpu->page->irq_pc, 0x1234);
            assert_int_equal(vcpu->page->irq_flags, 0x5678);
        } else {
            assert_int_equal(vcpu->machine.pc, HANDLER);
            assert_int_equal(vcpu->page->irq_pc, pc);
        }
    }
}

static void an_empty_restartable_range_contains_nothing(void **state)
{
    struct vcpu *vcpu = begin();
    module_call(BH_CALL_irq_entry_set, HANDLER, PROGRAM, PROGRAM, 0, 0);
    module_raise(vcpu, SOURCE_A, 1);
    settle_run_again();
    assert_int_equal(vcpu->machine.pc, HANDLER);
}

/* The range is restart_begin <= PC < restart_end; with an end below the begin no PC is in it. */
static void a_restartable_range_that_ends_before_it_begins_contains_nothing(void **state)
{
    struct vcpu *vcpu = begin();
    module_call(BH_CALL_irq_entry_set, HANDLER, RESTART, RESTART - 16, 0, 0);
    module_raise(vcpu, SOURCE_A, 1);
    settle_run_again();
    assert_int_equal(vcpu->machine.pc, HANDLER);
    assert_int_equal(vcpu->page->irq_pc, PROGRAM);
}

static void a_trap_continues_at_its_entry_with_all_that_describes_it(void **state)
{
    struct vcpu *vcpu = begin();
    module_trap(14, 7, 0xdeadbeef);
    assert_int_equal(vcpu->machine.pc, TRAP);
    assert_int_equal(vcpu->page->trap_pc, PROGRAM);
    assert_int_equal(vcpu->page->trap_vector, 14);
    assert_int_equal(vcpu->page->trap_error, 7);
    assert_int_equal(vcpu->page->trap_address, 0xdeadbeef);
    assert_int_equal(vcpu->page->enabled, 0);
    assert_false(health_waiting(vcpu));
}

static void a_traps_saved_flags_tell_whether_interrupts_were_enabled(void **state)
{
    struct vcpu *vcpu = begin();
    vcpu->machine.flags = 0x46;
    module_trap(3, 0, 0);
    assert_int_equal(vcpu->page->trap_flags, 0x46 | BH_FLAGS_ENABLED);
    vcpu = begin();
    vcpu->page->enabled = 0;
    vcpu->machine.flags = 0x246;
    module_trap(3, 0, 0);
    assert_int_equal(vcpu->page->trap_flags, 0x46);
}

static void a_trap_before_the_last_was_taken_up_goes_to_health(void **state)
{
    struct vcpu *vcpu = begin();
    module_trap(3, 0, 0);
    vcpu->machine.pc = TRAP + 8;
    module_trap(14, 2, 0x10);
    assert_true(health_waiting(vcpu));
    assert_int_equal(vcpu->machine.pc, TRAP + 8);
    assert_int_equal(vcpu->page->trap_vector, 3);
    assert_int_equal(vcpu->page->trap_pc, PROGRAM);
    vcpu->page->trap_vector = BH_TRAP_NONE;
    module_trap(6, 0, 0);
    assert_int_equal(vcpu->machine.pc, TRAP);
    assert_int_equal(vcpu->page->trap_vector, 6);
}

static void a_trap_without_an_entry_goes_to_health(void **state)
{
    struct vcpu *vcpu = begin();
    module_call(BH_CALL_trap_entry_set, 0, 0, 0, 0, 0);
    vcpu->page->mask[0] |= 1u << BH_SOURCE_HEALTH;
    module_trap(14, 2, 0x10);
    assert_true(health_waiting(vcpu));
    assert_int_equal(vcpu->machine.pc, PROGRAM);
}

static void a_trap_in_the_return_sequence_is_delivered_as_it_is(void **state)
{
    struct vcpu *vcpu = begin();
    vcpu->machine.pc = RESTART + 4;
    module_trap(14, 0, 0);
    assert_int_equal(vcpu->machine.pc, TRAP);
    assert_int_equal(vcpu->page->trap_pc, RESTART + 4);
}

static void a_trap_leaves_a_saved_interrupt_frame_alone(void **state)
{
    struct vcpu *vcpu = begin();
    module_raise(vcpu, SOURCE_A, 1);
    settle_run_again();
    module_trap(14, 0, 0);
    assert_int_equal(vcpu->page->irq_pc, PROGRAM);
    assert_int_equal(vcpu->page->trap_pc, HANDLER);
}

static void a_wait_returns_at_once_if_its_source_is_pending(void **state)
{
    struct vcpu *vcpu = begin();
    vcpu->page->enabled = 0;
    module_raise(vcpu, SOURCE_B, 1);
    assert_int_equal(module_call(BH_CALL_wait, 0, 1u << (SOURCE_B - 32), UINT32_MAX, UINT32_MAX, 0),
                     BH_OK);
    assert_ptr_equal(current, vcpu);
    assert_false(vcpu->waiting);
}

static void a_wait_is_woken_by_a_masked_source_of_its_set_without_a_delivery(void **state)
{
    for (uint32_t source = 0; source < BH_SOURCES; source++) {
        const uint64_t set = UINT64_C(1) << source;
        struct vcpu *vcpu = begin();
        vcpu->page->mask[0] = vcpu->page->mask[1] = UINT32_MAX;
        module_call(BH_CALL_wait, BH_LOW(set), BH_HIGH(set), UINT32_MAX, UINT32_MAX, 0);
        assert_true(module_is_idle());
        module_raise(vcpu, source, 1);
        settle_run_again();
        assert_ptr_equal(current, vcpu);
        assert_int_equal(vcpu->machine.pc, PROGRAM);
        assert_int_equal(vcpu->machine.result, BH_OK);
    }
}

static void a_wait_is_not_woken_by_a_masked_source_out_of_its_set(void **state)
{
    struct vcpu *vcpu = begin();
    vcpu->page->mask[0] = vcpu->page->mask[1] = UINT32_MAX;
    module_call(BH_CALL_wait, 1u << SOURCE_A, 0, UINT32_MAX, UINT32_MAX, 0);
    module_raise(vcpu, SOURCE_B, 1);
    module_raise(vcpu, SOURCE_A + 1, 1);
    settle_run_again();
    assert_true(module_is_idle());
}

static void a_wait_is_not_woken_by_a_disabled_source_out_of_its_set(void **state)
{
    struct vcpu *vcpu = begin();
    vcpu->page->enabled = 0;
    module_call(BH_CALL_wait, 1u << SOURCE_A, 0, UINT32_MAX, UINT32_MAX, 0);
    module_raise(vcpu, SOURCE_B, 1);
    settle_run_again();
    assert_true(module_is_idle());
}

static void a_wait_ends_in_the_handler_of_any_source_that_may_be_delivered(void **state)
{
    struct vcpu *vcpu = begin();
    module_call(BH_CALL_wait, 0, 0, UINT32_MAX, UINT32_MAX, 0);
    assert_true(module_is_idle());
    module_raise(vcpu, SOURCE_B, 1);
    settle_run_again();
    assert_ptr_equal(current, vcpu);
    assert_int_equal(vcpu->machine.pc, HANDLER);
    assert_int_equal(vcpu->page->irq_pc, PROGRAM);
    assert_false(vcpu->waiting);
}

static void the_guest_cannot_change_what_it_waits_for_by_its_page(void **state)
{
    struct vcpu *vcpu = begin();
    vcpu->page->enabled = 0;
    module_call(BH_CALL_wait, 1u << SOURCE_A, 0, UINT32_MAX, UINT32_MAX, 0);
    for (uint32_t i = 0; i < 1000; i++) {
        vcpu->page->pending[0] = (uint32_t)unit_random() & ~(1u << SOURCE_A);
        vcpu->page->pending[1] = (uint32_t)unit_random();
        vcpu->page->summary = (uint32_t)unit_random();
        settle_run_again();
        assert_true(module_is_idle());
    }
}

static void an_occurrence_out_of_the_window_is_delivered_when_it_begins(void **state)
{
    module_boot_two();
    module_run_until(100000);
    struct vcpu *vcpu = &partitions[0];
    module_call(BH_CALL_irq_entry_set, HANDLER, 0, 0, 0, 0);
    vcpu->page->pending[0] = 0;
    vcpu->page->mask[0] = ~(1u << SOURCE_A);
    vcpu->page->enabled = 1;
    module_run_until(5000000);
    const bh_word pc = vcpu->machine.pc;
    module_raise(vcpu, SOURCE_A, 1);
    settle_run_again();
    assert_ptr_equal(current, &partitions[1]);
    assert_int_equal(vcpu->machine.pc, pc);
    assert_int_equal(vcpu->page->enabled, 1);
    module_run_until(10010000);
    assert_ptr_equal(current, vcpu);
    assert_int_equal(vcpu->machine.pc, HANDLER);
    assert_int_equal(vcpu->page->irq_pc, pc);
}

static void a_reset_forgets_entries_and_masks_and_clears_all(void **state)
{
    struct vcpu *vcpu = begin();
    module_raise(vcpu, SOURCE_A, 1);
    module_trap(3, 0, 0);
    virq_reset(vcpu);
    assert_int_equal(vcpu->irq_entry, 0);
    assert_int_equal(vcpu->trap_entry, 0);
    assert_int_equal(vcpu->restart_length, 0);
    assert_int_equal(vcpu->page->enabled, 0);
    assert_int_equal(vcpu->page->summary, 0);
    for (uint32_t i = 0; i < BH_SOURCE_WORDS; i++) {
        assert_int_equal(vcpu->page->pending[i], 0);
        assert_int_equal(vcpu->page->mask[i], UINT32_MAX);
    }
    assert_int_equal(vcpu->page->trap_vector, BH_TRAP_NONE);
}

UNIT_MAIN(cmocka_unit_test(an_occurrence_is_counted_marked_and_summed_up),
          cmocka_unit_test(the_count_goes_round_without_losing_occurrences),
          cmocka_unit_test(the_first_occurrence_not_taken_keeps_its_time),
          cmocka_unit_test(an_enabled_guest_continues_at_its_entry_with_pc_and_flags_saved),
          cmocka_unit_test(nothing_is_delivered_while_disabled),
          cmocka_unit_test(an_interrupt_does_not_nest_until_the_guest_enables),
          cmocka_unit_test(a_masked_source_stays_pending_and_is_not_delivered),
          cmocka_unit_test(pending_bits_of_all_sources_are_left_for_the_guest_to_order),
          cmocka_unit_test(any_nonzero_value_enables),
          cmocka_unit_test(an_interrupt_in_the_return_sequence_starts_it_again),
          cmocka_unit_test(an_empty_restartable_range_contains_nothing),
          cmocka_unit_test(a_restartable_range_that_ends_before_it_begins_contains_nothing),
          cmocka_unit_test(a_trap_continues_at_its_entry_with_all_that_describes_it),
          cmocka_unit_test(a_traps_saved_flags_tell_whether_interrupts_were_enabled),
          cmocka_unit_test(a_trap_before_the_last_was_taken_up_goes_to_health),
          cmocka_unit_test(a_trap_without_an_entry_goes_to_health),
          cmocka_unit_test(a_trap_in_the_return_sequence_is_delivered_as_it_is),
          cmocka_unit_test(a_trap_leaves_a_saved_interrupt_frame_alone),
          cmocka_unit_test(a_wait_returns_at_once_if_its_source_is_pending),
          cmocka_unit_test(a_wait_is_woken_by_a_masked_source_of_its_set_without_a_delivery),
          cmocka_unit_test(a_wait_is_not_woken_by_a_masked_source_out_of_its_set),
          cmocka_unit_test(a_wait_is_not_woken_by_a_disabled_source_out_of_its_set),
          cmocka_unit_test(a_wait_ends_in_the_handler_of_any_source_that_may_be_delivered),
          cmocka_unit_test(the_guest_cannot_change_what_it_waits_for_by_its_page),
          cmocka_unit_test(an_occurrence_out_of_the_window_is_delivered_when_it_begins),
          cmocka_unit_test(a_reset_forgets_entries_and_masks_and_clears_all))
