/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of guest/vcpu/status.c: reading a log that goes on. */
#include "unit.h"

#include "bh.h"

static struct bh_log log_page;

static void post(void)
{
    log_page.entry[log_page.posted % BH_LOG_ENTRIES] =
        (struct bh_log_entry){.time = 1000, .field = {log_page.posted}};
    log_page.posted++;
}

/* The newest sixteen are read, each as what it is, and no other number. */
static void assert_readable(uint32_t least)
{
    struct bh_log_entry entry;
    for (uint32_t back = 1; back <= BH_LOG_ENTRIES + 3; back++) {
        const uint32_t number = log_page.posted - back;
        assert_int_equal(bh_log_read(&log_page, number, &entry), back <= least);
        assert_true(back > least || entry.field[0] == number);
    }
    for (uint32_t ahead = 0; ahead < 2 * BH_LOG_ENTRIES; ahead++) {
        assert_false(bh_log_read(&log_page, log_page.posted + ahead, &entry));
    }
    assert_false(bh_log_read(&log_page, log_page.posted + 0x80000000, &entry));
}

static void the_newest_entries_are_read_and_no_others(void **state)
{
    for (uint32_t posted = 0; posted < 100; posted++) {
        assert_readable(posted < BH_LOG_ENTRIES ? posted : BH_LOG_ENTRIES);
        post();
    }
}

static void a_log_whose_count_begins_anew_is_read_on(void **state)
{
    log_page.posted = UINT32_MAX - 40; /* so many errors a partition can raise within the hour */
    for (uint32_t i = 0; i < BH_LOG_ENTRIES; i++) {
        post();
    }
    for (uint32_t i = 0; i < 100; i++) {
        assert_readable(BH_LOG_ENTRIES);
        post();
    }
}

UNIT_MAIN(cmocka_unit_test(the_newest_entries_are_read_and_no_others),
          cmocka_unit_test(a_log_whose_count_begins_anew_is_read_on))
