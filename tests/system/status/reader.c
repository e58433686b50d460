/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Reads the module's status and its neighbour's log, and tries to write them. */
#include "../test.h"

#define MS UINT64_C(1000000)

static volatile uint32_t traps, written;

static void on_trap(struct bh_trap *trap)
{
    traps++;
    written += trap->error & 2; /* of a page fault: a write */
    trap->pc += 10; /* movl $0, address */
}

static void next_window(void)
{
    bh_irq_take(BH_SOURCE_WINDOW);
    bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
}

static bool raised(const volatile struct bh_log *log, uint32_t number, uint32_t error, uint32_t code)
{
    struct bh_log_entry entry;
    return bh_log_read(log, number, &entry) && entry.error == error &&
           entry.field[BH_LOG_DETAIL] == code && entry.level == BH_LEVEL_PARTITION;
}

static void test_log(const volatile struct bh_log *log)
{
    struct bh_log_entry entry;

    test(raised(log, 0, BH_ERROR_APPLICATION_ERROR, 1) &&
             raised(log, 1, BH_ERROR_APPLICATION_ERROR, 2),
         "a permitted partition reads another's errors in their order");
    bh_log_read(log, 0, &entry);
    test(bh_clock_ns_of(entry.time) >= 12 * MS && bh_clock_ns_of(entry.time) < 15 * MS,
         "with the time at which each happened");
    test(entry.state == BH_STATE_INITIALIZATION && entry.action == BH_ACTION_IGNORE &&
             entry.field[BH_LOG_CODE] == 100,
         "the partition's state, what was done about it, and the details");
    test(!bh_log_read(log, log->posted, &entry) && !bh_log_read(log, UINT32_MAX, &entry),
         "an entry that is not there yet is not read");
    while (log->posted < 40) {
        next_window();
    }
    test(!bh_log_read(log, log->posted - BH_LOG_ENTRIES - 1, &entry) &&
             raised(log, log->posted - BH_LOG_ENTRIES, BH_ERROR_APPLICATION_ERROR,
                    log->posted - BH_LOG_ENTRIES + 1),
         "of many the newest sixteen are there");
}

int main(void)
{
    const volatile struct bh_status_page *const status = bh_module_status();
    const int failing = bh_partition("failing");

    test(status != NULL && failing == 1, "a permitted partition has the module's status");
    test(status->state == BH_STATE_NORMAL && status->start == BH_START_NORMAL && status->resets == 0,
         "the module is in its state NORMAL, and was switched on");
    next_window();
    next_window();
    test(status->partition[failing].mode == BH_MODE_COLD_START &&
             status->partition[failing].starts == 1,
         "it sees how another partition started");
    test_log(&status->partition_log[failing]);
    test(status->partition_log[0].posted == 0, "and none of its own where it has no error");

    bh_trap_handler_set(on_trap);
    __asm__ volatile(".byte 0xc7, 0x05; .long %c0, 0"
                     : : "i"(BH_STATUS + offsetof(struct bh_status_page, state)) : "memory");
    test(traps == 1 && written == 2 && status->state == BH_STATE_NORMAL,
         "writing it is a fault of the writer");
    return test_end();
}
