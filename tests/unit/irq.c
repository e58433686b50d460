/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Tests of guest/vcpu/irq.c: what the guest's half of the page's protocol promises. */
#include "unit.h"

#include <sys/mman.h>

#include "bh.h"
#include "entry.h"

const char bh_irq_entry[1], bh_irq_return[1], bh_irq_return_end[1], bh_trap_entry[1];

static uint32_t between_chance; /* of 16, that something occurs between two instructions */
static uint32_t raised[BH_SOURCES], handled[BH_SOURCES];
static uint32_t order[BH_SOURCES], order_length;
static uint32_t calls;

bh_status bh_test_call(uint32_t number, bh_word a, bh_word b, bh_word c)
{
    calls++;
    return BH_OK;
}

/* The kernel's half: count, then pending and summary. */
static void raise_source(uint32_t source, uint32_t occurrences)
{
    bh_vcpu()->source[source].count += occurrences;
    bh_vcpu()->pending[source / 32] |= 1u << (source % 32);
    bh_vcpu()->summary = 1;
    raised[source] += occurrences;
}

void bh_test_between(void)
{
    if (unit_random_below(16) < between_chance) {
        raise_source((uint32_t)unit_random_below(BH_SOURCES), 1 + (uint32_t)unit_random_below(3));
    }
}

static void count_handled(uint32_t source, uint32_t occurrences)
{
    assert_int_equal(bh_vcpu()->enabled, 0);
    assert_int_not_equal(occurrences, 0);
    handled[source] += occurrences;
    if (order_length < BH_SOURCES) {
        order[order_length++] = source;
    }
    bh_test_between();
}

static void begin(void)
{
    void *page = mmap((void *)BH_VCPU, BH_PAGE_SIZE, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    assert_ptr_equal(page, (void *)BH_VCPU);
    for (uint32_t source = 0; source < BH_SOURCES; source++) {
        bh_irq_handler_set(source, count_handled);
    }
}

static void assert_all_handled(void)
{
    for (uint32_t source = 0; source < BH_SOURCES; source++) {
        assert_int_equal(handled[source], raised[source]);
    }
    assert_int_equal(bh_vcpu()->pending[0] | bh_vcpu()->pending[1], 0);
}

static void the_lowest_source_is_handled_first(void **state)
{
    begin();
    raise_source(40, 1);
    raise_source(33, 1);
    raise_source(31, 1);
    raise_source(2, 1);
    bh_irq_dispatch();
    assert_int_equal(order_length, 4);
    assert_int_equal(order[0], 2);
    assert_int_equal(order[1], 31);
    assert_int_equal(order[2], 33);
    assert_int_equal(order[3], 40);
    assert_all_handled();
}

static void nothing_is_lost_and_nothing_taken_twice_whenever_it_occurs(void **state)
{
    begin();
    for (uint32_t i = 0; i < 20000; i++) {
        between_chance = (uint32_t)unit_random_below(8);
        raise_source((uint32_t)unit_random_below(BH_SOURCES), 1);
        bh_irq_enable();
        bh_irq_disable();
        between_chance = 0;
        bh_irq_enable();
        assert_all_handled();
        assert_int_equal(bh_vcpu()->enabled, 1);
    }
}

static void a_count_that_goes_round_is_no_loss(void **state)
{
    begin();
    raise_source(9, UINT32_MAX - 1);
    bh_irq_enable();
    raise_source(9, 5);
    bh_irq_take_pending();
    assert_int_equal(handled[9], 3); /* modulo 2^32 */
    assert_all_handled();
}

static void a_masked_source_waits_until_it_is_unmasked(void **state)
{
    begin();
    bh_irq_enable();
    for (uint32_t source = 0; source < BH_SOURCES; source++) {
        bh_irq_mask(source);
        raise_source(source, 2);
        bh_irq_take_pending();
        assert_int_equal(handled[source], 0);
        assert_true(bh_irq_pending(source));
        bh_irq_unmask(source);
        assert_int_equal(handled[source], 2);
    }
}

static void unmasking_while_disabled_takes_nothing_yet(void **state)
{
    begin();
    bh_irq_mask(50);
    raise_source(50, 1);
    bh_irq_enable(); /* looks once and clears the summary */
    bh_irq_disable();
    bh_irq_unmask(50);
    assert_int_equal(handled[50], 0);
    bh_irq_enable();
    assert_int_equal(handled[50], 1);
}

static void a_source_without_a_handler_is_dropped(void **state)
{
    begin();
    bh_irq_handler_set(7, NULL);
    raise_source(7, 1);
    bh_irq_enable();
    assert_false(bh_irq_pending(7));
    bh_irq_handler_set(7, count_handled);
    raise_source(7, 1);
    bh_irq_take_pending();
    assert_int_equal(handled[7], 1);
}

static void taking_a_source_answers_what_is_new_without_a_handler(void **state)
{
    begin();
    assert_int_equal(bh_irq_take(11), 0);
    raise_source(11, 4);
    assert_int_equal(bh_irq_take(11), 4);
    assert_int_equal(bh_irq_take(11), 0);
    assert_int_equal(handled[11], 0);
}

static void disabling_enabling_and_masking_need_no_hypercall(void **state)
{
    begin();
    for (uint32_t i = 0; i < 1000; i++) {
        raise_source(i % BH_SOURCES, 1);
        bh_irq_mask(i % BH_SOURCES);
        bh_irq_enable();
        bh_irq_unmask(i % BH_SOURCES);
        bh_irq_disable();
    }
    assert_int_equal(calls, 0);
}

UNIT_MAIN(cmocka_unit_test(the_lowest_source_is_handled_first),
          cmocka_unit_test(nothing_is_lost_and_nothing_taken_twice_whenever_it_occurs),
          cmocka_unit_test(a_count_that_goes_round_is_no_loss),
          cmocka_unit_test(a_masked_source_waits_until_it_is_unmasked),
          cmocka_unit_test(unmasking_while_disabled_takes_nothing_yet),
          cmocka_unit_test(a_source_without_a_handler_is_dropped),
          cmocka_unit_test(taking_a_source_answers_what_is_new_without_a_handler),
          cmocka_unit_test(disabling_enabling_and_masking_need_no_hypercall))
