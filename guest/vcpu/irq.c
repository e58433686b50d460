/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Virtual interrupts and traps, the C half. The entries are in the architecture's entry.S. */
#include "bh.h"

#include "entry.h"

static bh_irq_handler handlers[BH_SOURCES];
static uint32_t taken[BH_SOURCES]; /* the count up to which occurrences were taken */
static bh_trap_handler trap_handler;

void bh_irq_handler_set(uint32_t source, bh_irq_handler handler)
{
    handlers[source] = handler;
}

/* First the hint, then the truth: an occurrence between the two is found again, with none new. */
uint32_t bh_irq_take(uint32_t source)
{
    bh_bits_clear(&bh_vcpu()->pending[source / 32], 1u << (source % 32));
    const uint32_t count = bh_vcpu()->source[source].count;
    const uint32_t occurrences = count - taken[source];
    taken[source] = count;
    return occurrences;
}

/* The lowest source that is pending and not masked, or BH_SOURCES. */
static uint32_t next_source(void)
{
    for (uint32_t i = 0; i < BH_SOURCE_WORDS; i++) {
        const uint32_t open = bh_vcpu()->pending[i] & ~bh_vcpu()->mask[i];
        if (open != 0) {
            return 32 * i + (uint32_t)__builtin_ctz(open);
        }
    }
    return BH_SOURCES;
}

void bh_irq_dispatch(void)
{
    uint32_t source;
    bh_vcpu()->summary = 0;
    while ((source = next_source()) != BH_SOURCES) {
        const uint32_t occurrences = bh_irq_take(source);
        if (occurrences != 0 && handlers[source] != NULL) {
            handlers[source](source, occurrences);
        }
    }
}

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
