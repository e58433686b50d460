/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of kernel/console.c. */
#include "unit.h"

#include <string.h>

#include "module.h"

/* Partitions alpha and beta, b's window after a's, no gap. */
static void begin(void)
{
    module_clear();
    module_partition("alpha");
    module_partition("beta");
    module_schedule(10000000);
    module_window(0, 0, 0);
    module_window(0, 5000000, 1);
    module_boot(1000 * MODULE_MHZ, 5000);
    module_run_until(100000);
    for (uint32_t i = 0; i < 2; i++) {
        partitions[i].page->mask[0] = UINT32_MAX;
    }
}

static void drain(uint32_t index)
{
    for (uint32_t i = 0; i < 100000 && console_drain(&partitions[index]); i++) {
    }
}

static void every_line_begins_with_its_partitions_name(void **state)
{
    begin();
    module_write(&partitions[0], "one\ntwo\n\nfour\n");
    drain(0);
    module_write(&partitions[1], "five\n");
    drain(1);
    assert_string_equal(module_output(),
                        "[alpha] one\n[alpha] two\n[alpha] \n[alpha] four\n[beta] five\n");
}

static void a_name_of_full_length_is_a_whole_prefix(void **state)
{
    module_clear();
    module_partition("a234567890123456789012345678901");
    module_schedule(10000000);
    module_window(0, 0, 0);
    module_boot(1000 * MODULE_MHZ, 5000);
    module_write(&partitions[0], "x\n");
    drain(0);
    assert_string_equal(module_output(), "[a234567890123456789012345678901] x\n");
}

static void one_piece_moves_a_few_characters_only(void **state)
{
    begin();
    for (uint32_t i = 0; i < 200; i++) {
        module_write(&partitions[0], "1234567\n");
    }
    for (uint32_t i = 0; i < 100; i++) {
        const uint32_t before = machine.output_length;
        assert_true(console_drain(&partitions[0]));
        assert_in_range(machine.output_length - before, 1, 4);
    }
}

static void nothing_is_put_while_the_device_is_busy(void **state)
{
    begin();
    module_write(&partitions[0], "hello\n");
    for (uint32_t i = 0; i < 100; i++) {
        machine.busy = 10;
        assert_true(console_drain(&partitions[0])); /* more waits */
        assert_int_equal(machine.output_length, 0);
    }
    machine.busy = 0;
    drain(0);
    assert_string_equal(module_output(), "[alpha] hello\n");
}

static void an_unfinished_line_is_ended_and_goes_on_in_the_next(void **state)
{
    begin();
    module_write(&partitions[0], "half");
    drain(0);
    module_run_until(5100000); /* beta's window */
    module_write(&partitions[1], "all\n");
    drain(1);
    module_run_until(10100000);
    module_write(&partitions[0], " done\n");
    drain(0);
    assert_string_equal(module_output(), "[alpha] half\x1f\n[beta] all\n[alpha]  done\n");
}

static void an_unfinished_line_goes_on_in_place_if_nobody_came_between(void **state)
{
    begin();
    module_write(&partitions[0], "half");
    drain(0);
    module_write(&partitions[0], " done\n");
    drain(0);
    assert_string_equal(module_output(), "[alpha] half done\n");
}

static void a_finished_line_is_not_marked(void **state)
{
    begin();
    module_write(&partitions[0], "whole\n");
    drain(0);
    module_run_until(25000000);
    assert_string_equal(module_output(), "[alpha] whole\n");
}

static void a_line_that_was_cut_in_its_prefix_loses_no_byte(void **state)
{
    begin();
    module_write(&partitions[0], "text\n");
    console_drain(&partitions[0]);
    module_run_until(5100000);
    module_run_until(10100000);
    drain(0);
    assert_string_equal(module_output(), "[a\x1f\n[alpha] text\n");
}

static void a_health_message_is_the_kernels_line(void **state)
{
    begin();
    module_call(BH_CALL_health_raise, BH_ERROR_APPLICATION_ERROR, 1, 2, 0, 0);
    drain(0);
    assert_string_equal(
        module_output(),
        "[bulkhead] alpha: APPLICATION_ERROR, code 00000001, detail 00000002; ignored\n");
}

static void an_unfinished_line_does_not_hide_a_health_message(void **state)
{
    begin();
    module_write(&partitions[0], "half");
    drain(0);
    module_call(BH_CALL_health_raise, BH_ERROR_APPLICATION_ERROR, 1, 2, 0, 0);
    drain(0);
    assert_string_equal(
        module_output(),
        "[alpha] half\x1f\n"
        "[bulkhead] alpha: APPLICATION_ERROR, code 00000001, detail 00000002; ignored\n");
}

static void a_health_message_that_is_cut_goes_on_later(void **state)
{
    begin();
    module_call(BH_CALL_health_raise, BH_ERROR_APPLICATION_ERROR, 1, 2, 0, 0);
    for (uint32_t i = 0; i < 10; i++) {
        console_drain(&partitions[0]);
    }
    module_run_until(5100000);
    module_run_until(10100000);
    drain(0);
    assert_string_equal(
        module_output(),
        "[bulkhead] alpha: AP\x1f\n[bulkhead] PLICATION_ERROR, code 00000001, detail 00000002; "
        "ignored\n");
}

static void a_partition_has_its_output_moved_in_its_own_windows(void **state)
{
    begin();
    module_write(&partitions[0], "from alpha\n");
    module_write(&partitions[1], "from beta\n");
    module_call(BH_CALL_wait, 0, 0, UINT32_MAX, UINT32_MAX, 0);
    if (!module_is_idle()) { /* the first window's source was pending */
        module_call(BH_CALL_wait, 0, 0, UINT32_MAX, UINT32_MAX, 0);
    }
    module_idle(100);
    assert_string_equal(module_output(), "[alpha] from alpha\n");
}

/* Time of no partition is spare time: who has output gets some of it. */
static void output_is_moved_in_spare_time(void **state)
{
    module_boot_two();
    module_write(&partitions[0], "hello from a\n");
    module_run_until(8100000);
    assert_null(schedule.vcpu);
    module_idle(200);
    assert_string_equal(module_output(), "[a] hello from a\n");
}

static void spare_time_moves_the_lines_of_all_partitions_whole(void **state)
{
    module_clear();
    module_partition("alpha");
    module_partition("beta");
    module_schedule(10000000);
    module_window(0, 0, BH_NO_PARTITION);
    module_window(0, 9000000, 0);
    module_boot(1000 * MODULE_MHZ, 5000);
    module_write(&partitions[0], "hello from a\n");
    module_write(&partitions[1], "hello from b\n");
    module_run_until(100000);
    module_idle(500);
    assert_int_equal(console_waiting(&partitions[0]), 0);
    assert_int_equal(console_waiting(&partitions[1]), 0);
    assert_non_null(strstr(module_output(), "hello from a\n"));
    assert_non_null(strstr(module_output(), "hello from b\n"));
}

/* The device is busy when the other's line should be ended, and free a moment later. */
static void a_partitions_output_never_goes_on_in_anothers_line(void **state)
{
    begin();
    module_write(&partitions[0], "half");
    drain(0);
    module_write(&partitions[1], "secret\n");
    for (uint32_t i = 0; i < 20; i++) {
        machine.busy = 1;
        console_drain(&partitions[1]);
    }
    drain(1);
    assert_string_equal(module_output(), "[alpha] half\x1f\n[beta] secret\n");
}

/* The same within a health message, whose rest is not the other partition's to print. */
static void a_busy_device_does_not_damage_a_health_message(void **state)
{
    begin();
    module_call(BH_CALL_health_raise, BH_ERROR_APPLICATION_ERROR, 1, 2, 0, 0);
    for (uint32_t i = 0; i < 5; i++) {
        console_drain(&partitions[0]);
    }
    module_write(&partitions[1], "beta's\n");
    for (uint32_t i = 0; i < 100; i++) {
        machine.busy = 1;
        console_drain(&partitions[1]);
    }
    drain(1);
    assert_false(health_waiting(&partitions[1]));
    assert_non_null(strstr(module_output(), "[beta] beta's\n"));
}

static void every_order_of_pieces_gives_whole_lines_of_the_right_owner(void **state)
{
    char text[2][BH_CONSOLE_OUT] = {"", ""};
    uint32_t length[2] = {0, 0}, taken[2] = {0, 0};
    begin();
    for (uint32_t i = 0; i < 60; i++) {
        for (uint32_t p = 0; p < 2; p++) {
            char line[32] = "";
            const uint32_t characters = (uint32_t)unit_random_below(20);
            memset(line, (int)('a' + p), characters);
            line[characters] = '\n';
            module_write(&partitions[p], line);
            memcpy(text[p] + length[p], line, characters + 1);
            length[p] += characters + 1;
        }
    }
    for (uint32_t i = 0; i < 1000; i++) {
        struct vcpu *vcpu = &partitions[unit_random_below(2)];
        for (uint64_t pieces = 1 + unit_random_below(20); pieces > 0; pieces--) {
            console_drain(vcpu);
        }
    }
    drain(0);
    drain(1);
    const char *at = module_output();
    while (*at != '\0') {
        const char *end = strchr(at, '\n');
        assert_non_null(end);
        const bool cut = end > at && end[-1] == 0x1f;
        const char *last = cut ? end - 1 : end + 1;
        for (uint32_t p = 0; p < 2; p++) {
            const char *prefix = p == 0 ? "[alpha] " : "[beta] ";
            if (strncmp(at, prefix, strlen(prefix)) == 0) {
                for (at += strlen(prefix); at < last; at++) {
                    assert_int_equal(*at, text[p][taken[p]++]);
                }
                break;
            }
        }
        at = end + 1;
    }
    assert_int_equal(taken[0], length[0]);
    assert_int_equal(taken[1], length[1]);
}

static void hostile_ring_indices_do_no_harm(void **state)
{
    begin();
    for (uint32_t i = 0; i < 200000; i++) {
        struct vcpu *vcpu = &partitions[unit_random_below(2)];
        vcpu->console->out_head = (uint32_t)unit_random();
        vcpu->console->out_tail = (uint32_t)unit_random();
        vcpu->console->in_head = (uint32_t)unit_random();
        vcpu->console->in_tail = (uint32_t)unit_random();
        assert_in_range(console_waiting(vcpu), 0, BH_CONSOLE_OUT);
        const uint32_t before = machine.output_length;
        console_drain(vcpu);
        assert_in_range(machine.output_length - before, 0, 8);
        machine.input = "x";
        machine.input_length = 1;
        console_input();
    }
}

static void a_ring_that_wraps_keeps_its_order(void **state)
{
    begin();
    for (uint32_t i = 0; i < 3000; i++) {
        module_write(&partitions[0], "0123456\n");
        drain(0);
        machine.output_length = machine.output_length < 60000 ? machine.output_length : 0;
    }
    assert_int_equal(partitions[0].console->out_tail, 24000);
    machine.output_length = 0;
    module_write(&partitions[0], "0123456\n");
    drain(0);
    assert_string_equal(module_output(), "[alpha] 0123456\n");
}

static void the_guest_cannot_move_the_kernels_index(void **state)
{
    begin();
    module_write(&partitions[0], "one\n");
    drain(0);
    partitions[0].console->out_tail = 0x80000000; /* published, not read */
    module_write(&partitions[0], "two\n");
    drain(0);
    assert_string_equal(module_output(), "[alpha] one\n[alpha] two\n");
    assert_int_equal(partitions[0].console->out_tail, 8);
}

static void input(const char *bytes, uint32_t length)
{
    machine.input = bytes;
    machine.input_length = length;
    for (uint32_t i = 0; i < length; i++) {
        console_input();
    }
    if (work != 0) {
        settle();
    }
}

static void input_goes_to_the_first_partition_at_first(void **state)
{
    begin();
    input("abc", 3);
    assert_int_equal(partitions[0].console->in_head, 3);
    assert_memory_equal(partitions[0].console->in, "abc", 3);
    assert_int_equal(partitions[0].page->source[BH_SOURCE_CONSOLE].count, 3);
    assert_true((partitions[0].page->pending[0] & 1u << BH_SOURCE_CONSOLE) != 0);
    assert_int_equal(partitions[1].console->in_head, 0);
    assert_int_equal(partitions[1].page->source[BH_SOURCE_CONSOLE].count, 0);
}

static void input_goes_to_the_partition_that_was_chosen(void **state)
{
    begin();
    input("\x01\x21" "bc\x01\x20" "d", 7);
    assert_int_equal(partitions[1].console->in_head, 2);
    assert_memory_equal(partitions[1].console->in, "bc", 2);
    assert_int_equal(partitions[0].console->in_head, 1);
    assert_memory_equal(partitions[0].console->in, "d", 1);
}

static void a_doubled_selector_is_a_byte(void **state)
{
    begin();
    input("\x01\x01\x01\x01" "a", 5);
    assert_int_equal(partitions[0].console->in_head, 3);
    assert_memory_equal(partitions[0].console->in, "\x01\x01" "a", 3);
}

static void choosing_a_partition_that_is_not_there_changes_nothing(void **state)
{
    static const char choices[] = {0, 2, 0x1f, 0x22, 0x7f, (char)0x80, (char)0xff};
    begin();
    for (uint32_t i = 0; i < sizeof choices; i++) {
        const char bytes[] = {1, choices[i], 'z'};
        input(bytes, 3);
        assert_int_equal(partitions[0].console->in_head, i + 1);
    }
    assert_int_equal(partitions[1].console->in_head, 0);
}

static void input_beyond_the_ring_overwrites_the_oldest(void **state)
{
    begin();
    for (uint32_t i = 0; i < BH_CONSOLE_IN + 3; i++) {
        const char byte = (char)('A' + i % 26);
        input(&byte, 1);
    }
    assert_int_equal(partitions[0].console->in_head, BH_CONSOLE_IN + 3);
    assert_int_equal(partitions[0].console->in[2], 'A' + (BH_CONSOLE_IN + 2) % 26);
    assert_int_equal(partitions[0].console->in[3], 'A' + 3);
}

static void input_wakes_who_waits_for_it(void **state)
{
    begin();
    partitions[0].page->pending[0] = 0;
    module_call(BH_CALL_wait, 1u << BH_SOURCE_CONSOLE, 0, UINT32_MAX, UINT32_MAX, 0);
    assert_true(module_is_idle());
    machine.input = "x";
    machine.input_length = 1;
    module_idle(1);
    assert_ptr_equal(current, &partitions[0]);
}

static void the_end_of_the_module_prints_all_that_waits(void **state)
{
    begin();
    module_write(&partitions[0], "last words\n");
    module_write(&partitions[1], "unfinished");
    assert_ends_with(5, settle_end(5));
    assert_string_equal(module_output(), "[alpha] last words\n[beta] unfinished\x1f\n");
}

static void kernel_text_waits_for_the_device(void **state)
{
    begin();
    machine.busy = 1000;
    console_write("text ");
    console_write_number(0);
    console_write(" ");
    console_write_number(4294967295);
    console_write(" ");
    console_write_hex(0x00c0ffee);
    assert_string_equal(module_output(), "text 0 4294967295 00c0ffee");
}

UNIT_MAIN(cmocka_unit_test(every_line_begins_with_its_partitions_name),
          cmocka_unit_test(a_name_of_full_length_is_a_whole_prefix),
          cmocka_unit_test(one_piece_moves_a_few_characters_only),
          cmocka_unit_test(nothing_is_put_while_the_device_is_busy),
          cmocka_unit_test(an_unfinished_line_is_ended_and_goes_on_in_the_next),
          cmocka_unit_test(an_unfinished_line_goes_on_in_place_if_nobody_came_between),
          cmocka_unit_test(a_finished_line_is_not_marked),
          cmocka_unit_test(a_line_that_was_cut_in_its_prefix_loses_no_byte),
          cmocka_unit_test(a_health_message_is_the_kernels_line),
          cmocka_unit_test(an_unfinished_line_does_not_hide_a_health_message),
          cmocka_unit_test(a_health_message_that_is_cut_goes_on_later),
          cmocka_unit_test(a_partition_has_its_output_moved_in_its_own_windows),
          cmocka_unit_test(output_is_moved_in_spare_time),
          cmocka_unit_test(spare_time_moves_the_lines_of_all_partitions_whole),
          cmocka_unit_test(a_partitions_output_never_goes_on_in_anothers_line),
          cmocka_unit_test(a_busy_device_does_not_damage_a_health_message),
          cmocka_unit_test(every_order_of_pieces_gives_whole_lines_of_the_right_owner),
          cmocka_unit_test(hostile_ring_indices_do_no_harm),
          cmocka_unit_test(a_ring_that_wraps_keeps_its_order),
          cmocka_unit_test(the_guest_cannot_move_the_kernels_index),
          cmocka_unit_test(input_goes_to_the_first_partition_at_first),
          cmocka_unit_test(input_goes_to_the_partition_that_was_chosen),
          cmocka_unit_test(a_doubled_selector_is_a_byte),
          cmocka_unit_test(choosing_a_partition_that_is_not_there_changes_nothing),
          cmocka_unit_test(input_beyond_the_ring_overwrites_the_oldest),
          cmocka_unit_test(input_wakes_who_waits_for_it),
          cmocka_unit_test(the_end_of_the_module_prints_all_that_waits),
          cmocka_unit_test(kernel_text_waits_for_the_device))
