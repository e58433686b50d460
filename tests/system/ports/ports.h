/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Messages that tell whether they are whole: every word follows from the first and from its place. */
#ifndef PORTS_TEST_H
#define PORTS_TEST_H

#include "../test.h"

#include "bh_port.h"

static inline uint32_t word_of(uint32_t identity, uint32_t place)
{
    return place == 0 ? identity : (identity ^ place) * 2654435761u;
}

static inline void make_message(uint32_t *message, uint32_t identity, uint32_t bytes)
{
    for (uint32_t i = 0; i < bytes / 4; i++) {
        message[i] = word_of(identity, i);
    }
}

static inline bool is_whole(const uint32_t *message, uint32_t bytes)
{
    for (uint32_t i = 0; i < bytes / 4; i++) {
        if (message[i] != word_of(message[0], i)) {
            return false;
        }
    }
    return true;
}

static uint32_t random_state = 1;

static inline uint32_t random_word(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state;
}

/* Every partition of the tests restarts itself like this: from an interrupt, in the middle of whatever
 * it does. */
static inline void on_restart(uint32_t source, uint32_t occurrences)
{
    bh_mode_set(BH_MODE_COLD_START, 0);
}

/* At a time that differs from start to start; not any more from module time `end` on. */
static inline void restart_soon(uint32_t longest, bh_time end)
{
    random_state = (uint32_t)bh_clock_ns() | 1;
    random_word();
    random_word();
    if (bh_clock_ns() < end) {
        bh_irq_handler_set(BH_SOURCE_TIMER, on_restart);
        bh_irq_unmask(BH_SOURCE_TIMER);
        bh_timer_set(0, bh_clock_ns() + 2000 + random_word() % longest, 0);
        bh_irq_enable();
    }
}

#endif
