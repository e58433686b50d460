/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Virtual interrupts and traps, the C half. The entries are in the architecture's entry.S. */
#include "bh.h"

#include "entry.h"

static void drop(uint32_t source, uint32_t occurrences)
{
}

static bh_irq_handler handlers[BH_SOURCES] = {[0 ... BH_SOURCES - 1] = drop};
static uint32_t taken[BH_SOURCES]; /* the count up to which occurrences were taken */
static bh_trap_handler trap_handler;

void bh_irq_handler_set(uint32_t source, bh_irq_handler handler)
{
    handlers[source] = handler != NULL ? handler : drop;
}

/* First the hint, then the truth: an occurrence between the two is found again, with none new. */
static inline uint32_t take(uint32_t source)
{
    bh_bit_clear(bh_vcpu()->pending, source);
    const uint32_t count = bh_vcpu()->source[source].count;
    const uint32_t occurrences = count - taken[source];
    taken[source] = count;
    return occurrences;
}

uint32_t bh_irq_take(uint32_t source)
{
    return take(source);
}

static inline void handle(uint32_t source)
{
    const uint32_t occurrences = take(source);
    if (occurrences != 0) {
        handlers[source](source, occurrences);
    }
}

/* Of the sources that are pending and not masked the lowest, again and again. */
void bh_irq_dispatch(void)
{
    uint32_t open;
    bh_vcpu()->summary = 0;
    do {
        while ((open = bh_vcpu()->pending[0] & ~bh_vcpu()->mask[0]) != 0) {
            handle((uint32_t)__builtin_ctz(open));
        }
        open = bh_vcpu()->pending[1] & ~bh_vcpu()->mask[1];
        if (open != 0) {
            handle(32 + (uint32_t)__builtin_ctz(open));
        }
    } while (open != 0);
}

_Static_assert(BH_SOURCE_WORDS == 2, "bh_irq_dispatch looks at two words");

void bh_irq_take_pending(void)
{
    do {
        bh_vcpu()->enabled = 0;
        bh_irq_dispatch();
        bh_vcpu()->enabled = 1;
    } while (bh_vcpu()->summary != 0);
}

void bh_trap_handler_set(bh_trap_handler handler)
{
    trap_handler = handler;
    bh_trap_entry_set(handler != NULL ? (bh_word)bh_trap_entry : 0);
}

void bh_trap_dispatch(struct bh_trap *trap)
{
    trap_handler(trap);
}

void bh_init(void)
{
    bh_irq_entry_set((bh_word)bh_irq_entry, (bh_word)bh_irq_return, (bh_word)bh_irq_return_end);
}
