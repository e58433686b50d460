/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Every hypercall with arguments that it must refuse, and what it answers to random ones. */
#include "../test.h"

#define RANDOM_CALLS 20000

static uint32_t random_state = 1;

static uint32_t random_word(void)
{
    static const uint32_t edges[] = {0, 1, 31, 32, 63, 64, 0x7fffffff, 0x80000000, 0xffffffff,
                                     0x00100000, 0x3ffff000, 0x40000000, 0xc0000000};
    random_state = random_state * 1664525 + 1013904223;
    const uint32_t value = random_state >> 8;
    return value % 3 == 0 ? edges[value / 3 % (sizeof edges / sizeof edges[0])]
                          : value << 8 | value >> 16;
}

/* Calls that end this program when they succeed are left out, with the arguments that let them. */
static bool ends(uint32_t number, uint32_t word)
{
    switch (number % BH_HYPERCALL_SLOTS) {
    case BH_CALL_resume:
    case BH_CALL_irq_entry_set:
    case BH_CALL_trap_entry_set:
    case BH_CALL_wait:
        return true;
    case BH_CALL_health_raise: /* errors whose action stops the partition */
        return word != BH_ERROR_APPLICATION_ERROR && word < BH_ERRORS_MAX;
    case BH_CALL_mode_set:
        return word <= BH_MODE_NORMAL;
    case BH_CALL_tls_set:
        return word == 0;
    default:
        return false;
    }
}

static bool known(int32_t result, uint32_t number)
{
    return result >= BH_BAD_MODE && (result >= 0 || number % BH_HYPERCALL_SLOTS < BH_HYPERCALL_COUNT
                                         ? true
                                         : result == BH_UNKNOWN_CALL);
}

int main(void)
{
    test(bh_version() == BH_ABI_VERSION, "version answers the ABI's version");
    test(bh_version() == (int)bh_information()->abi, "the information page has the same version");

    bool unknown = true;
    for (uint32_t i = BH_HYPERCALL_COUNT; i < BH_HYPERCALL_SLOTS; i++) {
        unknown &= bh_call_0(i) == BH_UNKNOWN_CALL;
    }
    test(unknown, "a number that is not listed answers UNKNOWN_CALL");
    test(bh_event_send(1) == BH_BAD_INDEX && bh_event_send(UINT32_MAX) == BH_BAD_INDEX,
         "the first index behind the last event is refused");
    test(bh_tls_set(BH_TLS_COUNT, 0) == BH_BAD_INDEX &&
             bh_tls_set(BH_TLS_COUNT - 1, 0x1000) == BH_OK,
         "the first index behind the last segment is refused, the last one is not");
    test(bh_schedule_set(0) == BH_NOT_PERMITTED && bh_module_shutdown(0) == BH_NOT_PERMITTED,
         "calls that need a right are refused to a partition without it");
    test(bh_mode_set(4, 0) == BH_BAD_VALUE && bh_mode_set(BH_MODE_IDLE, 64) == BH_BAD_VALUE &&
             bh_mode_set(BH_MODE_IDLE, -1) == BH_BAD_VALUE,
         "a mode or an exit code that does not exist is refused");
    test(bh_mode_set(BH_MODE_WARM_START, 0) == BH_BAD_MODE,
         "a partition in COLD_START cannot become WARM_START");
    test(bh_mode_get() == BH_MODE_COLD_START, "a partition starts in COLD_START, for the first time");
    test(bh_mode_set(BH_MODE_NORMAL, 0) == BH_OK && bh_mode_get() == BH_MODE_NORMAL &&
             bh_mode_set(BH_MODE_NORMAL, 0) == BH_BAD_MODE,
         "a partition becomes NORMAL once");

    uint32_t odd = 0;
    for (int i = 0; i < RANDOM_CALLS; i++) {
        const uint32_t number = random_word();
        const uint32_t word = random_word();
        if (!ends(number, word)) {
            odd += !known(bh_call_5(number, word, random_word(), random_word(), random_word(),
                                    random_word()),
                          number) &&
                   number % BH_HYPERCALL_SLOTS != BH_CALL_console_flush;
        }
    }
    test(odd == 0, "twenty thousand random hypercalls answer known values");
    test(bh_version() == BH_ABI_VERSION, "and the kernel is as it was");
    return test_end();
}
