/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Works until an NMI resets the machine; then until it has itself reset by an error of its own. */
#include "../test.h"

static uint32_t condition(void)
{
    return (uint32_t)bh_mode_get() >> 8;
}

static void first_reset(const volatile struct bh_status_page *status)
{
    struct bh_log_entry entry;

    test(status->start == BH_START_HM_MODULE_RESTART && condition() == BH_START_HM_MODULE_RESTART,
         "after a reset by health monitoring module and partitions start with HM_MODULE_RESTART");
    test(bh_log_read(&status->module, 0, &entry) && entry.error == BH_ERROR_NMI &&
             entry.level == BH_LEVEL_MODULE && entry.action == BH_MODULE_RESET &&
             entry.state == BH_STATE_NORMAL && entry.field[BH_LOG_DETAIL] == 2,
         "and the module's log still has the reason");
    bh_health_raise(BH_ERROR_STACK_OVERFLOW, 4, 5);
}

static void second_reset(const volatile struct bh_status_page *status)
{
    struct bh_log_entry entry;

    test(status->resets == 2 && condition() == BH_START_HM_MODULE_RESTART,
         "an error of a partition can reset the module too, and resets are counted");
    test(bh_log_read(&status->partition_log[0], 0, &entry) &&
             entry.error == BH_ERROR_STACK_OVERFLOW && entry.level == BH_LEVEL_MODULE &&
             entry.action == BH_MODULE_RESET && entry.field[BH_LOG_DETAIL] == 4 &&
             entry.field[BH_LOG_CODE] == 5,
         "that partition's log has the reason");
}

int main(void)
{
    const volatile struct bh_status_page *const status = bh_module_status();

    switch (status->resets) {
    case 0:
        test(condition() == BH_START_NORMAL, "a module that was switched on starts with NORMAL_START");
        bh_print("works\n");
        test_spin(UINT64_C(8000000000));
        break;
    case 1:
        first_reset(status);
        break;
    default:
        second_reset(status);
    }
    return test_end();
}
