/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Takes the place of an architecture's bh_machine.h where guest/vcpu/irq.c is tested: hypercalls
 * end in the test, changes of the shared page are plain C, and may let something happen just
 * before or behind them.
 */
#ifndef BH_MACHINE_H
#define BH_MACHINE_H

#include <stdint.h>

#include <bulkhead/layout.h>
#include <bulkhead/types.h>
#include <bulkhead/vcpu.h>

bh_status bh_test_call(uint32_t number, bh_word a, bh_word b, bh_word c);

/** Called before and after every change of a shared word. */
void bh_test_between(void);

#define bh_call_0(number, ...)     bh_test_call(number, 0, 0, 0)
#define bh_call_1(number, a)       bh_test_call(number, (bh_word)(a), 0, 0)
#define bh_call_2(number, a, b)    bh_test_call(number, (bh_word)(a), (bh_word)(b), 0)
#define bh_call_3(number, a, b, c) bh_test_call(number, (bh_word)(a), (bh_word)(b), (bh_word)(c))
#define bh_call_4(number, a, b, c, d)                                                              \
    bh_test_call(number, (bh_word)(a), (bh_word)(b), (bh_word)((c) + (d)))
#define bh_call_5(number, a, b, c, d, e)                                                           \
    bh_test_call(number, (bh_word)(a), (bh_word)(b), (bh_word)((c) + (d) + (e)))

static inline void bh_bits_set(volatile uint32_t *word, uint32_t bits)
{
    bh_test_between();
    *word |= bits;
    bh_test_between();
}

static inline void bh_bits_clear(volatile uint32_t *word, uint32_t bits)
{
    bh_test_between();
    *word &= ~bits;
    bh_test_between();
}

static inline void bh_bit_clear(volatile uint32_t *words, uint32_t bit)
{
    bh_bits_clear(&words[bit / 32], 1u << (bit % 32));
}

static inline bool bh_enable(volatile struct bh_vcpu *page)
{
    bh_test_between();
    page->enabled = 1;
    bh_test_between();
    return page->summary != 0;
}

static inline uint64_t bh_clock_ticks(void)
{
    return 0;
}

static inline bh_time bh_clock_ns_of(uint64_t ticks)
{
    return ticks;
}

#endif
