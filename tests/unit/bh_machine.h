/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Takes the place of an architecture's bh_machine.h where guest/vcpu is tested: hypercalls end in
 * the test, accesses to shared memory are plain C, and may let something happen just before or
 * behind them.
 */
#ifndef BH_MACHINE_H
#define BH_MACHINE_H

#include <stdint.h>
#include <string.h>

#include <bulkhead/layout.h>
#include <bulkhead/types.h>
#include <bulkhead/vcpu.h>

bh_status bh_test_call(uint32_t number, bh_word a, bh_word b, bh_word c);

/** Called before and after every change of a shared word, and every access to a channel. */
void bh_test_between(void);

/** What the clock says. */
extern uint64_t bh_test_ticks;

#define BH_FAST

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

/* The order is that of the test's one thread. */
static inline void bh_fence(void)
{
}

static inline uint32_t bh_shared_read(const uint32_t *word)
{
    bh_test_between();
    return *word;
}

static inline void bh_shared_write(uint32_t *word, uint32_t value)
{
    bh_test_between();
    *word = value;
    bh_test_between();
}

static inline bh_time bh_shared_time_read(const bh_time *time)
{
    const uint32_t *half = (const uint32_t *)time;
    const uint32_t low = bh_shared_read(&half[0]);
    return (bh_time)bh_shared_read(&half[1]) << 32 | low;
}

static inline void bh_shared_time_write(bh_time *time, bh_time value)
{
    uint32_t *half = (uint32_t *)time;
    bh_shared_write(&half[0], (uint32_t)value);
    bh_shared_write(&half[1], (uint32_t)(value >> 32));
}

/* Word by word. */
static inline void bh_copy(void *to, const void *from, uint32_t bytes)
{
    for (uint32_t at = 0; at < bytes; at += 4) {
        bh_test_between();
        memcpy((char *)to + at, (const char *)from + at, bytes - at < 4 ? bytes - at : 4);
    }
    bh_test_between();
}

static inline uint64_t bh_clock_ticks(void)
{
    return bh_test_ticks;
}

static inline bh_time bh_clock_ns_of(uint64_t ticks)
{
    return ticks;
}

#endif
