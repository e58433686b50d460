/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of kernel/trace.c. */
#include "unit.h"

#include "module.h"

static void begin(uint32_t kinds)
{
    module_clear();
    module_partition("a");
    module_partition("b");
    module_schedule(10000000);
    module_window(0, 0, 0);
    module_window(0, 5000000, 1);
    module_trace(16);
    module.header.trace_kinds = kinds;
    module_boot(1000 * MODULE_MHZ, 5000);
}

static const struct bh_trace_record *record(uint32_t ring, uint32_t index)
{
    return (const struct bh_trace_record *)(module_trace_ring(ring) + 1) + index % 16;
}

static void every_ring_tells_its_capacity(void **state)
{
    begin(UINT32_MAX);
    for (uint32_t ring = 0; ring < 3; ring++) {
        assert_int_equal(module_trace_ring(ring)->capacity, 16);
    }
}

static void a_record_has_its_time_kind_and_arguments(void **state)
{
    begin(UINT32_MAX);
    const uint32_t at = module_trace_ring(2)->written;
    const uint64_t before = machine.clock;
    trace(2, BH_TRACE_HEALTH, 1, 2, 3, 4);
    assert_int_equal(module_trace_ring(2)->written, at + 1);
    assert_int_equal(record(2, at)->kind, BH_TRACE_HEALTH);
    assert_in_range(record(2, at)->time, before, machine.clock);
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(record(2, at)->argument[i], i + 1);
    }
}

static void a_full_ring_loses_its_oldest_and_tells_how_many(void **state)
{
    begin(UINT32_MAX);
    const uint32_t before = module_trace_ring(2)->written;
    for (uint32_t i = 0; i < 1000; i++) {
        trace(1, BH_TRACE_TRAP, i, 0, 0, 0);
    }
    const uint32_t written = module_trace_ring(1)->written;
    assert_int_equal(module_trace_ring(2)->written, before); /* nobody evicts another's */
    assert_in_range(written, 1000, 1100);
    for (uint32_t i = 0; i < 16; i++) {
        assert_int_equal(record(1, written - 1 - i)->argument[0], 999 - i);
    }
}

static void a_kind_that_is_off_is_not_written(void **state)
{
    for (uint32_t kind = 1; kind <= 10; kind++) {
        begin(1u << kind);
        module_run_until(20000000);
        module_raise(&partitions[0], 9, 1);
        for (uint32_t ring = 0; ring < 3; ring++) {
            for (uint32_t i = 0; i < module_trace_ring(ring)->written && i < 16; i++) {
                assert_int_equal(record(ring, i)->kind, kind);
            }
        }
    }
}

static void a_module_without_trace_runs_without_rings(void **state)
{
    module_boot_two();
    module_run_until(100000000);
    assert_int_equal(trace_kinds, 0);
}

static void raises_and_deliveries_are_recorded_in_their_partitions_ring(void **state)
{
    begin(1u << BH_TRACE_RAISE | 1u << BH_TRACE_DELIVER | 1u << BH_TRACE_HYPERCALL);
    module_run_until(100000);
    module_call(BH_CALL_irq_entry_set, 0x5000, 0, 0, 0, 0);
    uint32_t at = module_trace_ring(1)->written - 1;
    assert_int_equal(record(1, at)->kind, BH_TRACE_HYPERCALL);
    assert_int_equal(record(1, at)->argument[0], BH_CALL_irq_entry_set);
    assert_int_equal(record(1, at)->argument[1], 0x5000);
    partitions[0].page->mask[0] = 0;
    partitions[0].page->enabled = 1;
    partitions[0].machine.pc = 0x7000;
    module_raise(&partitions[0], 9, 3);
    at++;
    assert_int_equal(record(1, at)->kind, BH_TRACE_RAISE);
    assert_int_equal(record(1, at)->argument[0], 9);
    assert_int_equal(record(1, at)->argument[1], 3);
    assert_int_equal(record(1, at)->argument[2], 3);
    work |= WORK_RUN;
    settle();
    at++;
    assert_int_equal(record(1, at)->kind, BH_TRACE_DELIVER);
    assert_int_equal(record(1, at)->argument[0], 0x7000);
    assert_true((record(1, at)->argument[1] & 1u << 9) != 0);
}

static void what_a_switch_does_is_recorded_as_of_the_windows_entry(void **state)
{
    begin(1u << BH_TRACE_RAISE | 1u << BH_TRACE_DELIVER);
    module_run_until(100000);
    module_call(BH_CALL_irq_entry_set, 0x5000, 0, 0, 0, 0);
    partitions[0].page->mask[0] = 0;
    partitions[0].page->enabled = 1;
    module_run_until(10100000);
    const uint32_t at = module_trace_ring(1)->written;
    assert_int_equal(record(1, at - 2)->kind, BH_TRACE_RAISE);
    assert_int_equal(record(1, at - 1)->kind, BH_TRACE_DELIVER);
    assert_true(record(1, at - 2)->time == schedule.entry_ticks);
    assert_true(record(1, at - 1)->time == schedule.entry_ticks);
}

UNIT_MAIN(cmocka_unit_test(every_ring_tells_its_capacity),
          cmocka_unit_test(a_record_has_its_time_kind_and_arguments),
          cmocka_unit_test(a_full_ring_loses_its_oldest_and_tells_how_many),
          cmocka_unit_test(a_kind_that_is_off_is_not_written),
          cmocka_unit_test(a_module_without_trace_runs_without_rings),
          cmocka_unit_test(raises_and_deliveries_are_recorded_in_their_partitions_ring),
          cmocka_unit_test(what_a_switch_does_is_recorded_as_of_the_windows_entry))
