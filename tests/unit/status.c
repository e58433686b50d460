/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of kernel/status.c: what of a module outlives its reset. */
#include "unit.h"

#include <string.h>

#include "module.h"

static void a_module_that_is_switched_on_knows_of_nothing(void **state)
{
    module_boot_one();
    memset(module_status, 0xa5, BH_STATUS_BYTES); /* what memory holds */
    module_boot_one();
    const uint8_t *bytes = (const uint8_t *)module_status;
    for (size_t i = sizeof *module_status; i < BH_STATUS_BYTES; i++) {
        assert_int_equal(bytes[i], 0); /* a partition may see it */
    }
    assert_int_equal(module_status->start, BH_START_NORMAL);
    assert_int_equal(module_status->resets, 0);
    assert_int_equal(module_status->module.posted, 0);
    for (uint32_t i = 0; i < BH_PARTITIONS_MAX; i++) {
        assert_int_equal(module_status->partition_log[i].posted, 0);
    }
    assert_int_equal(partitions[0].start, BH_START_NORMAL);
}

static void reset_by_health(void)
{
    health_post(&partitions[0], BH_ERROR_APPLICATION_ERROR, 0x77, 0, 0, 0);
    health_module_post(BH_ERROR_NMI, 2, 0, 0);
    assert_ends_with(MACHINE_RESET, status_reset());
}

static void a_module_that_was_reset_knows_it_and_keeps_its_logs(void **state)
{
    module_boot_one();
    reset_by_health();
    module_boot_one();
    assert_int_equal(module_status->start, BH_START_HM_MODULE_RESTART);
    assert_int_equal(module_status->resets, 1);
    assert_int_equal(partitions[0].start, BH_START_HM_MODULE_RESTART);
    assert_int_equal(module_status->module.entry[0].error, BH_ERROR_NMI);
    assert_int_equal(module_status->partition_log[0].entry[0].field[BH_LOG_DETAIL], 0x77);
    assert_false(health_waiting(&partitions[0])); /* it was printed before */
    reset_by_health();
    module_boot_one();
    assert_int_equal(module_status->resets, 2);
    assert_int_equal(module_status->module.posted, 2);
}

static void a_reset_is_told_once(void **state)
{
    module_boot_one();
    reset_by_health();
    module_boot_one();
    module_boot_one(); /* by somebody else's reset */
    assert_int_equal(module_status->start, BH_START_NORMAL);
    assert_int_equal(module_status->resets, 0);
}

static void another_modules_logs_are_forgotten(void **state)
{
    module_boot_one();
    reset_by_health();
    module_clear();
    module.header.checksum = 4711;
    module_partition("other");
    module_schedule(10000000);
    module_window(0, 0, 0);
    module_boot(1000 * MODULE_MHZ, 5000);
    assert_int_equal(module_status->start, BH_START_NORMAL);
    assert_int_equal(module_status->partition_log[0].posted, 0);
}

static void a_status_follows_its_partition(void **state)
{
    module_boot_two();
    const struct bh_partition_status *status = &module_status->partition[0];
    assert_int_equal(status->mode, BH_MODE_IDLE);
    assert_int_equal(status->starts, 0);
    module_run_until(100000);
    assert_int_equal(status->mode, BH_MODE_COLD_START);
    assert_int_equal(status->starts, 1);
    module_call(BH_CALL_mode_set, BH_MODE_NORMAL, 0, 0, 0, 0);
    assert_int_equal(status->mode, BH_MODE_NORMAL);
    module_call(BH_CALL_mode_set, BH_MODE_IDLE, 9, 0, 0, 0);
    assert_int_equal(status->mode, BH_MODE_IDLE);
    assert_int_equal(status->exit_code, 9);
    assert_int_equal(status->start, BH_START_PARTITION_RESTART);
    assert_int_equal(module_status->partition[1].starts, 0);
}

static void an_error_of_the_module_before_its_tables_are_known_stops_it(void **state)
{
    module_clear();
    memset((void *)(uintptr_t)module.header.status, 0xa5, sizeof *module_status);
    assert_int_equal(health_module_post(BH_ERROR_NMI, 2, 0, 0), BH_MODULE_SHUTDOWN);
    status_init(&module.header); /* and before health_init */
    assert_int_equal(health_module_post(BH_ERROR_NMI, 2, 0, 0), BH_MODULE_SHUTDOWN);
}

static void an_error_that_logging_one_makes_stops_the_module(void **state)
{
    module_boot_one();
    module.header.module_action[BH_STATE_NORMAL][BH_ERROR_KERNEL_FAULT] = BH_MODULE_RESET;
    assert_int_equal(health_module_post(BH_ERROR_KERNEL_FAULT, 14, 0, 0), BH_MODULE_RESET);
    module_status = (struct bh_status_page *)BH_PAGE_SIZE; /* why it faulted: nothing is there */
    assert_int_equal(health_module_post(BH_ERROR_KERNEL_FAULT, 14, 0, 0), BH_MODULE_SHUTDOWN);
}

UNIT_MAIN(cmocka_unit_test(a_module_that_is_switched_on_knows_of_nothing),
          cmocka_unit_test(a_module_that_was_reset_knows_it_and_keeps_its_logs),
          cmocka_unit_test(a_reset_is_told_once),
          cmocka_unit_test(another_modules_logs_are_forgotten),
          cmocka_unit_test(a_status_follows_its_partition),
          cmocka_unit_test(an_error_of_the_module_before_its_tables_are_known_stops_it),
          cmocka_unit_test(an_error_that_logging_one_makes_stops_the_module))
