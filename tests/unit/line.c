/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of kernel/line.c. */
#include "unit.h"

#include <string.h>

#include "line.h"
#include "module.h"

/* Partition a has an edge line and a level line, b an edge line; each its own limit. */
enum { EDGE, LEVEL };
enum { A_EDGE_PIN = 3, A_LEVEL_PIN = 16, B_EDGE_PIN = 7 };
enum { A_EDGE_SOURCE = 5, A_LEVEL_SOURCE = 6, B_EDGE_SOURCE = 5 };
#define A_EDGE_LIMIT  4u
#define A_LEVEL_LIMIT 3u
#define B_EDGE_LIMIT  5u

#define HANDLER 0x40001000u
#define PROGRAM 0x40005000u

static struct vcpu *a, *b;

/* Registered, everything unmasked, enabled. */
static void ready(struct vcpu *vcpu)
{
    module_call(BH_CALL_irq_entry_set, HANDLER, 0, 0, 0, 0);
    vcpu->page->pending[0] = 0;
    vcpu->page->mask[0] = 0;
    vcpu->page->enabled = 1;
    vcpu->machine.pc = PROGRAM;
}

/* a has 0 to 4 ms and runs at 0.1 ms, b has 4 to 8 ms, of 10 ms. */
static void begin(uint8_t storm_action)
{
    module_clear();
    module_partition("a");
    module_line(A_EDGE_PIN, A_EDGE_SOURCE, 0, A_EDGE_LIMIT);
    module_line(A_LEVEL_PIN, A_LEVEL_SOURCE, BH_LINE_LEVEL | BH_LINE_LOW, A_LEVEL_LIMIT);
    module_set_action(0, BH_ERROR_INTERRUPT_STORM, storm_action);
    module_partition("b");
    module_line(B_EDGE_PIN, B_EDGE_SOURCE, 0, B_EDGE_LIMIT);
    module_schedule(10000000);
    module_window(0, 0, 0);
    module_window(0, 4000000, 1);
    module_window(0, 8000000, BH_NO_PARTITION);
    machine.clock = UINT64_C(123456789012345);
    module_boot(1000 * MODULE_MHZ, 5000);
    a = &partitions[0];
    b = &partitions[1];
    module_run_until(100000);
    ready(a);
}

static bh_word bind(uint32_t line)
{
    return module_call(BH_CALL_irq_bind, line, 0, 0, 0, 0);
}

static bh_word unbind(uint32_t line)
{
    return module_call(BH_CALL_irq_unbind, line, 0, 0, 0, 0);
}

static bh_word acknowledge(uint32_t line)
{
    return module_call(BH_CALL_irq_ack, line, 0, 0, 0, 0);
}

static uint32_t count(const struct vcpu *vcpu, uint32_t source)
{
    return vcpu->page->source[source].count;
}

static bool pending(const struct vcpu *vcpu, uint32_t source)
{
    return (vcpu->page->pending[0] >> source & 1) != 0;
}

/* The handler took what there is and returned. */
static void taken(struct vcpu *vcpu)
{
    vcpu->page->pending[0] = 0;
    vcpu->page->summary = 0;
    vcpu->page->enabled = 1;
    vcpu->machine.pc = PROGRAM;
}

static uint32_t storms(struct vcpu *vcpu)
{
    char text[4096];
    uint32_t length = 0, found = 0;
    while (health_waiting(vcpu) && length < sizeof text - 1) {
        text[length++] = health_print(vcpu);
    }
    text[length] = '\0';
    for (const char *at = text; (at = strstr(at, "INTERRUPT_STORM")) != NULL; at++) {
        found++;
    }
    return found;
}

static void no_line_is_open_before_it_is_bound(void **state)
{
    begin(BH_ACTION_IGNORE);
    module_run_until(35000000);
    for (uint32_t pin = 0; pin < ARCH_PINS; pin++) {
        assert_int_equal(machine.pin[pin].opened, 0);
    }
    assert_int_equal(machine.pin[A_LEVEL_PIN].flags, BH_LINE_LEVEL | BH_LINE_LOW);
    assert_int_equal(machine.pin[A_EDGE_PIN].flags, 0);
    assert_int_equal(count(a, A_EDGE_SOURCE), 0);
}

static void binding_an_edge_line_opens_it_and_raises_its_source_once(void **state)
{
    begin(BH_ACTION_IGNORE);
    assert_int_equal(bind(EDGE), BH_OK);
    assert_true(machine.pin[A_EDGE_PIN].open);
    assert_int_equal(count(a, A_EDGE_SOURCE), 1);
    assert_int_equal(a->machine.pc, HANDLER); /* delivered at once */
    taken(a);
    assert_int_equal(bind(EDGE), BH_OK);
    assert_int_equal(count(a, A_EDGE_SOURCE), 1);
    assert_int_equal(machine.pin[A_EDGE_PIN].opened, 1);
}

static void binding_a_level_line_opens_it_and_raises_nothing(void **state)
{
    begin(BH_ACTION_IGNORE);
    assert_int_equal(bind(LEVEL), BH_OK);
    assert_true(machine.pin[A_LEVEL_PIN].open);
    assert_false(machine.pin[A_EDGE_PIN].open);
    assert_int_equal(count(a, A_LEVEL_SOURCE), 0);
    assert_int_equal(a->machine.pc, PROGRAM);
}

static void an_interrupt_is_counted_and_delivered_to_the_running_owner(void **state)
{
    begin(BH_ACTION_IGNORE);
    bind(EDGE);
    taken(a);
    const uint64_t before = machine.clock;
    assert_true(module_pin(A_EDGE_PIN));
    assert_int_equal(count(a, A_EDGE_SOURCE), 2);
    assert_true(pending(a, A_EDGE_SOURCE));
    assert_int_equal(a->machine.pc, HANDLER);
    assert_int_equal(a->page->irq_pc, PROGRAM);
    assert_in_range(a->page->source[A_EDGE_SOURCE].first, before, machine.clock);
    assert_true(machine.pin[A_EDGE_PIN].open);
}

static void an_interrupt_ends_its_owners_wait_for_the_source(void **state)
{
    begin(BH_ACTION_IGNORE);
    bind(EDGE);
    taken(a);
    a->page->mask[0] = 1u << A_EDGE_SOURCE;
    module_call(BH_CALL_wait, 1u << A_LEVEL_SOURCE, 0, UINT32_MAX, UINT32_MAX, 0);
    assert_true(module_is_idle());
    module_pin(A_EDGE_PIN); /* neither waited for nor deliverable */
    assert_true(module_is_idle());
    a->page->pending[0] = 0;
    a->wait_set[0] |= 1u << A_EDGE_SOURCE;
    module_pin(A_EDGE_PIN); /* masked, and waited for */
    assert_ptr_equal(current, a);
    assert_int_equal(a->machine.pc, PROGRAM);
}

static void a_level_line_is_closed_from_the_interrupt_to_the_acknowledge(void **state)
{
    begin(BH_ACTION_IGNORE);
    bind(LEVEL);
    assert_true(module_pin(A_LEVEL_PIN));
    assert_int_equal(count(a, A_LEVEL_SOURCE), 1);
    assert_false(machine.pin[A_LEVEL_PIN].open);
    module_run_until(11000000); /* a window's start is no acknowledge */
    assert_false(machine.pin[A_LEVEL_PIN].open);
    assert_int_equal(acknowledge(LEVEL), BH_OK);
    assert_true(machine.pin[A_LEVEL_PIN].open);
    assert_int_equal(count(a, A_LEVEL_SOURCE), 1);
}

static void an_acknowledge_of_an_edge_line_or_of_one_not_bound_does_nothing(void **state)
{
    begin(BH_ACTION_IGNORE);
    assert_int_equal(acknowledge(EDGE), BH_OK);
    assert_int_equal(acknowledge(LEVEL), BH_OK);
    assert_false(machine.pin[A_EDGE_PIN].open);
    assert_false(machine.pin[A_LEVEL_PIN].open);
    bind(EDGE);
    assert_int_equal(acknowledge(EDGE), BH_OK);
    assert_int_equal(machine.pin[A_EDGE_PIN].opened, 1);
    assert_int_equal(count(a, A_EDGE_SOURCE), 1);
    bind(LEVEL);
    module_pin(A_LEVEL_PIN);
    unbind(LEVEL);
    acknowledge(LEVEL);
    assert_false(machine.pin[A_LEVEL_PIN].open);
}

static void a_line_is_open_in_its_owners_windows_only(void **state)
{
    begin(BH_ACTION_IGNORE);
    bind(EDGE);
    bind(LEVEL);
    module_run_until(4100000);
    assert_false(machine.pin[A_EDGE_PIN].open);
    assert_false(machine.pin[A_LEVEL_PIN].open);
    ready(b);
    bind(0);
    assert_true(machine.pin[B_EDGE_PIN].open);
    module_run_until(8100000); /* nobody's window */
    assert_false(machine.pin[B_EDGE_PIN].open);
    module_run_until(10100000);
    assert_true(machine.pin[A_EDGE_PIN].open);
    assert_true(machine.pin[A_LEVEL_PIN].open);
    assert_false(machine.pin[B_EDGE_PIN].open);
}

static void a_window_raises_bound_edge_lines_once_as_of_its_entry(void **state)
{
    begin(BH_ACTION_IGNORE);
    bind(EDGE);
    bind(LEVEL);
    taken(a);
    module_run_until(10100000);
    assert_int_equal(count(a, A_EDGE_SOURCE), 2);
    assert_int_equal(count(a, A_LEVEL_SOURCE), 0);
    assert_true(a->page->source[A_EDGE_SOURCE].first == module_switch(10000000) + 4 * 5000);
    assert_int_equal(a->machine.pc, HANDLER);
}

static void an_unbound_line_is_closed_and_its_pending_interrupt_stays(void **state)
{
    begin(BH_ACTION_IGNORE);
    a->page->enabled = 0;
    bind(EDGE);
    module_pin(A_EDGE_PIN);
    assert_int_equal(unbind(EDGE), BH_OK);
    assert_false(machine.pin[A_EDGE_PIN].open);
    assert_true(pending(a, A_EDGE_SOURCE));
    assert_int_equal(count(a, A_EDGE_SOURCE), 2);
    module_run_until(11000000);
    assert_false(machine.pin[A_EDGE_PIN].open);
    assert_int_equal(count(a, A_EDGE_SOURCE), 2);
    bind(EDGE);
    assert_int_equal(count(a, A_EDGE_SOURCE), 3);
}

static void the_interrupt_over_the_limit_is_recorded_and_closes_the_line(void **state)
{
    begin(BH_ACTION_IGNORE);
    bind(EDGE);
    for (uint32_t i = 0; i < A_EDGE_LIMIT; i++) {
        taken(a);
        assert_true(module_pin(A_EDGE_PIN));
        assert_true(machine.pin[A_EDGE_PIN].open);
    }
    assert_int_equal(storms(a), 0);
    taken(a);
    assert_true(module_pin(A_EDGE_PIN));
    assert_false(machine.pin[A_EDGE_PIN].open);
    assert_int_equal(count(a, A_EDGE_SOURCE), 1 + A_EDGE_LIMIT + 1);
    assert_int_equal(a->machine.pc, HANDLER);
    line_interrupt(A_EDGE_PIN); /* it was on its way */
    assert_int_equal(count(a, A_EDGE_SOURCE), 1 + A_EDGE_LIMIT + 2);
    assert_int_equal(storms(a), 1);
    assert_int_equal(storms(b), 0);
}

static void a_stormed_line_opens_again_with_the_next_window_and_a_new_limit(void **state)
{
    begin(BH_ACTION_IGNORE);
    bind(EDGE);
    while (module_pin(A_EDGE_PIN)) {
    }
    module_run_until(3900000);
    assert_false(machine.pin[A_EDGE_PIN].open);
    module_run_until(10100000);
    assert_true(machine.pin[A_EDGE_PIN].open);
    uint32_t interrupts = 0;
    while (module_pin(A_EDGE_PIN)) {
        interrupts++;
    }
    assert_int_equal(interrupts, A_EDGE_LIMIT + 1);
    assert_int_equal(storms(a), 2);
}

static void an_acknowledge_does_not_open_a_stormed_line(void **state)
{
    begin(BH_ACTION_IGNORE);
    bind(LEVEL);
    uint32_t interrupts = 0;
    while (module_pin(A_LEVEL_PIN)) {
        interrupts++;
        acknowledge(LEVEL);
    }
    assert_int_equal(interrupts, A_LEVEL_LIMIT + 1);
    acknowledge(LEVEL);
    assert_false(machine.pin[A_LEVEL_PIN].open);
    module_run_until(11000000);
    assert_true(machine.pin[A_LEVEL_PIN].open);
}

static void a_stormed_line_that_was_not_acknowledged_waits_for_that_too(void **state)
{
    begin(BH_ACTION_IGNORE);
    bind(LEVEL);
    while (module_pin(A_LEVEL_PIN) && storms(a) == 0) {
        if (machine.pin[A_LEVEL_PIN].opened <= A_LEVEL_LIMIT) {
            acknowledge(LEVEL);
        }
    }
    module_run_until(11000000);
    assert_false(machine.pin[A_LEVEL_PIN].open);
    acknowledge(LEVEL);
    assert_true(machine.pin[A_LEVEL_PIN].open);
}

static void a_new_binding_neither_opens_a_stormed_line_nor_renews_its_limit(void **state)
{
    begin(BH_ACTION_IGNORE);
    bind(EDGE);
    for (uint32_t i = 0; i < A_EDGE_LIMIT; i++) {
        module_pin(A_EDGE_PIN);
    }
    unbind(EDGE);
    bind(EDGE);
    assert_true(module_pin(A_EDGE_PIN));
    assert_int_equal(storms(a), 1);
    unbind(EDGE);
    bind(EDGE);
    assert_false(machine.pin[A_EDGE_PIN].open);
    module_run_until(10100000);
    assert_true(machine.pin[A_EDGE_PIN].open);
    assert_int_equal(storms(a), 0);
}

static void a_new_binding_forgets_what_was_not_acknowledged(void **state)
{
    begin(BH_ACTION_IGNORE);
    bind(LEVEL);
    module_pin(A_LEVEL_PIN);
    unbind(LEVEL);
    bind(LEVEL);
    assert_true(machine.pin[A_LEVEL_PIN].open);
}

static void what_is_in_flight_is_recorded_for_its_owner_before_the_next_guest(void **state)
{
    begin(BH_ACTION_IGNORE);
    bind(EDGE);
    bind(LEVEL);
    taken(a);
    machine.in_flight[0] = A_EDGE_PIN;
    machine.in_flight[1] = A_LEVEL_PIN;
    machine.in_flight_count = 2;
    module_run_until(4100000);
    assert_int_equal(machine.collects, 1);
    assert_ptr_equal(current, b);
    assert_int_equal(count(a, A_EDGE_SOURCE), 2);
    assert_int_equal(count(a, A_LEVEL_SOURCE), 1);
    assert_int_equal(a->machine.pc, PROGRAM);
    assert_true(a->page->source[A_EDGE_SOURCE].first < module_ticks(4000000));
    module_run_until(10100000);
    assert_ptr_equal(current, a);
    assert_int_equal(a->machine.pc, HANDLER);
    assert_int_equal(count(a, A_EDGE_SOURCE), 3); /* and once for the window */
    assert_false(machine.pin[A_LEVEL_PIN].open);  /* it waits for its acknowledge */
    acknowledge(LEVEL);
    assert_true(machine.pin[A_LEVEL_PIN].open);
}

static void what_is_in_flight_of_a_line_that_was_closed_in_the_window_is_recorded_too(void **state)
{
    begin(BH_ACTION_IGNORE);
    bind(EDGE);
    unbind(EDGE);
    machine.in_flight[0] = A_EDGE_PIN;
    machine.in_flight_count = 1;
    module_run_until(4100000);
    assert_int_equal(machine.in_flight_count, 0);
    assert_int_equal(count(a, A_EDGE_SOURCE), 2);
}

static void a_straggler_of_anothers_line_is_recorded_and_not_delivered(void **state)
{
    begin(BH_ACTION_IGNORE);
    bind(EDGE);
    taken(a);
    module_run_until(4100000);
    ready(b);
    line_interrupt(A_EDGE_PIN);
    if (work != 0) {
        settle();
    }
    assert_ptr_equal(current, b);
    assert_int_equal(b->machine.pc, PROGRAM);
    assert_int_equal(a->machine.pc, PROGRAM);
    assert_int_equal(count(a, A_EDGE_SOURCE), 2);
    assert_true(pending(a, A_EDGE_SOURCE));
}

static void a_straggler_does_not_run_a_stopped_owner(void **state)
{
    begin(BH_ACTION_IGNORE);
    bind(EDGE);
    module_call(BH_CALL_mode_set, BH_MODE_IDLE, 0, 0, 0, 0);
    assert_true(module_is_idle());
    line_interrupt(A_EDGE_PIN);
    if (work != 0) {
        settle();
    }
    assert_true(module_is_idle());
}

static void a_restart_unbinds_all_lines(void **state)
{
    begin(BH_ACTION_IGNORE);
    bind(EDGE);
    bind(LEVEL);
    module_call(BH_CALL_mode_set, BH_MODE_COLD_START, 0, 0, 0, 0);
    assert_false(machine.pin[A_EDGE_PIN].open);
    assert_false(machine.pin[A_LEVEL_PIN].open);
    assert_int_equal(a->page->pending[0], 0);
    module_run_until(11000000);
    assert_false(machine.pin[A_EDGE_PIN].open);
    ready(a);
    bind(EDGE);
    assert_true(machine.pin[A_EDGE_PIN].open);
}

static void a_stopped_partitions_lines_stay_closed(void **state)
{
    begin(BH_ACTION_IGNORE);
    bind(EDGE);
    module_call(BH_CALL_mode_set, BH_MODE_IDLE, 0, 0, 0, 0);
    assert_false(machine.pin[A_EDGE_PIN].open);
    module_run_until(25000000);
    assert_int_equal(machine.pin[A_EDGE_PIN].opened, 1);
}

static void an_index_that_is_not_among_its_own_lines_is_refused(void **state)
{
    static const uint32_t bad[] = {2, 3, 24, 0x80000000, UINT32_MAX};
    begin(BH_ACTION_IGNORE);
    for (uint32_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal((bh_status)bind(bad[i]), BH_BAD_INDEX);
        assert_int_equal((bh_status)unbind(bad[i]), BH_BAD_INDEX);
        assert_int_equal((bh_status)acknowledge(bad[i]), BH_BAD_INDEX);
    }
    module_run_until(4100000);
    assert_int_equal((bh_status)bind(1), BH_BAD_INDEX); /* b has one */
    for (uint32_t pin = 0; pin < ARCH_PINS; pin++) {
        assert_int_equal(machine.pin[pin].opened, 0);
    }
}

static void a_storm_restarts_its_owner_if_the_table_says_so(void **state)
{
    begin(BH_ACTION_COLD_START);
    bind(EDGE);
    const uint32_t resets = a->machine.resets;
    while (module_pin(A_EDGE_PIN)) {
    }
    assert_int_equal(a->machine.resets, resets + 1);
    assert_int_equal(a->start, BH_START_HM_PARTITION_RESTART);
    assert_false(machine.pin[A_EDGE_PIN].open);
    assert_ptr_equal(current, a);
    assert_int_equal(a->machine.pc, MODULE_ENTRY);
}

/* The line is closed anyway; a storm would cost the next window's entry. */
static void an_interrupt_in_flight_at_the_windows_end_is_no_storm(void **state)
{
    begin(BH_ACTION_IDLE);
    bind(EDGE);
    for (uint32_t i = 0; i < A_EDGE_LIMIT; i++) {
        taken(a);
        module_pin(A_EDGE_PIN);
    }
    const uint32_t before = count(a, A_EDGE_SOURCE);
    machine.in_flight[0] = A_EDGE_PIN;
    machine.in_flight_count = 1;
    module_run_until(4100000);
    assert_ptr_equal(current, b);
    assert_int_equal(count(a, A_EDGE_SOURCE), before + 1);
    assert_int_equal(storms(a), 0);
    module_run_until(10100000);
    assert_ptr_equal(current, a);
    for (uint32_t i = 0; i < A_EDGE_LIMIT; i++) { /* nor does it count in the next */
        taken(a);
        assert_true(module_pin(A_EDGE_PIN));
    }
    assert_true(machine.pin[A_EDGE_PIN].open);
    assert_int_equal(storms(a), 0);
}

/* The interrupt over the limit was on its way when its line was closed. */
static void a_straggler_over_the_limit_does_not_restart_a_stopped_owner(void **state)
{
    begin(BH_ACTION_COLD_START);
    bind(EDGE);
    for (uint32_t i = 0; i < A_EDGE_LIMIT; i++) {
        taken(a);
        module_pin(A_EDGE_PIN);
    }
    module_call(BH_CALL_mode_set, BH_MODE_IDLE, 0, 0, 0, 0);
    line_interrupt(A_EDGE_PIN);
    if (work != 0) {
        settle();
    }
    assert_int_equal(a->mode, BH_MODE_IDLE);
    assert_true(module_is_idle());
    assert_int_equal(storms(a), 0);
}

static void an_unbound_lines_straggler_over_the_limit_is_no_way_around_it(void **state)
{
    begin(BH_ACTION_IGNORE);
    bind(EDGE);
    for (uint32_t i = 0; i < A_EDGE_LIMIT; i++) {
        taken(a);
        module_pin(A_EDGE_PIN);
    }
    unbind(EDGE);
    line_interrupt(A_EDGE_PIN);
    bind(EDGE);
    assert_false(machine.pin[A_EDGE_PIN].open);
}

UNIT_MAIN(cmocka_unit_test(no_line_is_open_before_it_is_bound),
          cmocka_unit_test(a_straggler_over_the_limit_does_not_restart_a_stopped_owner),
          cmocka_unit_test(an_unbound_lines_straggler_over_the_limit_is_no_way_around_it),
          cmocka_unit_test(binding_an_edge_line_opens_it_and_raises_its_source_once),
          cmocka_unit_test(binding_a_level_line_opens_it_and_raises_nothing),
          cmocka_unit_test(an_interrupt_is_counted_and_delivered_to_the_running_owner),
          cmocka_unit_test(an_interrupt_ends_its_owners_wait_for_the_source),
          cmocka_unit_test(a_level_line_is_closed_from_the_interrupt_to_the_acknowledge),
          cmocka_unit_test(an_acknowledge_of_an_edge_line_or_of_one_not_bound_does_nothing),
          cmocka_unit_test(a_line_is_open_in_its_owners_windows_only),
          cmocka_unit_test(a_window_raises_bound_edge_lines_once_as_of_its_entry),
          cmocka_unit_test(an_unbound_line_is_closed_and_its_pending_interrupt_stays),
          cmocka_unit_test(the_interrupt_over_the_limit_is_recorded_and_closes_the_line),
          cmocka_unit_test(a_stormed_line_opens_again_with_the_next_window_and_a_new_limit),
          cmocka_unit_test(an_acknowledge_does_not_open_a_stormed_line),
          cmocka_unit_test(a_stormed_line_that_was_not_acknowledged_waits_for_that_too),
          cmocka_unit_test(a_new_binding_neither_opens_a_stormed_line_nor_renews_its_limit),
          cmocka_unit_test(a_new_binding_forgets_what_was_not_acknowledged),
          cmocka_unit_test(what_is_in_flight_is_recorded_for_its_owner_before_the_next_guest),
          cmocka_unit_test(what_is_in_flight_of_a_line_that_was_closed_in_the_window_is_recorded_too),
          cmocka_unit_test(a_straggler_of_anothers_line_is_recorded_and_not_delivered),
          cmocka_unit_test(a_straggler_does_not_run_a_stopped_owner),
          cmocka_unit_test(a_restart_unbinds_all_lines),
          cmocka_unit_test(a_stopped_partitions_lines_stay_closed),
          cmocka_unit_test(an_index_that_is_not_among_its_own_lines_is_refused),
          cmocka_unit_test(a_storm_restarts_its_owner_if_the_table_says_so),
          cmocka_unit_test(an_interrupt_in_flight_at_the_windows_end_is_no_storm))
