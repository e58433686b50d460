/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Virtual interrupt sources as RTEMS' interrupt vectors: dispatch, and what the generic interrupt
 * support asks of the controller.
 */
#include <bh.h>

#include <bsp/irq-generic.h>

#include "port.h"

struct place {
    uint32_t word, bit;
};

/* A vector that is a source's. The PC's lines are not granted to partitions. */
static bool is_source(rtems_vector_number vector)
{
    return vector >= BSP_IRQ_LINES;
}

static struct place place(rtems_vector_number vector)
{
    const uint32_t source = vector - BSP_IRQ_LINES;
    return (struct place){source / 32, 1u << (source % 32)};
}

static inline void handle(uint32_t source)
{
    bh_bit_clear(bh_vcpu()->pending, source);
    bsp_interrupt_handler_dispatch_unchecked(BSP_VECTOR(source));
}

/* The interrupt entry's C half: of the sources that are pending and not masked the lowest, again and
 * again. Whoever wants to know how often a source occurred reads its count after this cleared the
 * pending bit. */
void bsp_irq_dispatch(void)
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

_Static_assert(BH_SOURCE_WORDS == 2, "bsp_irq_dispatch looks at two words");

/* The bits may have made something deliverable: take it, if interrupts are enabled. */
static void look_again(void)
{
    bh_vcpu()->summary = 1;
    i386_enable_interrupts(i386_disable_interrupts());
}

void bsp_interrupt_facility_initialize(void)
{
}

rtems_status_code bsp_interrupt_get_attributes(rtems_vector_number vector,
                                               rtems_interrupt_attributes *attributes)
{
    if (is_source(vector)) {
        attributes->is_maskable = true;
        attributes->can_enable = true;
        attributes->maybe_enable = true;
        attributes->can_disable = true;
        attributes->maybe_disable = true;
        attributes->can_raise = true;
        attributes->can_clear = true;
        attributes->cleared_by_acknowledge = true;
    }
    return RTEMS_SUCCESSFUL;
}

rtems_status_code bsp_interrupt_vector_is_enabled(rtems_vector_number vector, bool *enabled)
{
    const struct place at = place(vector);
    *enabled = is_source(vector) && (bh_vcpu()->mask[at.word] & at.bit) == 0;
    return RTEMS_SUCCESSFUL;
}

rtems_status_code bsp_interrupt_vector_enable(rtems_vector_number vector)
{
    const struct place at = place(vector);
    if (!is_source(vector)) {
        return RTEMS_UNSATISFIED;
    }
    bh_bits_clear(&bh_vcpu()->mask[at.word], at.bit);
    look_again();
    return RTEMS_SUCCESSFUL;
}

rtems_status_code bsp_interrupt_vector_disable(rtems_vector_number vector)
{
    const struct place at = place(vector);
    if (!is_source(vector)) {
        return RTEMS_UNSATISFIED;
    }
    bh_bits_set(&bh_vcpu()->mask[at.word], at.bit);
    return RTEMS_SUCCESSFUL;
}

rtems_status_code bsp_interrupt_is_pending(rtems_vector_number vector, bool *pending)
{
    const struct place at = place(vector);
    *pending = is_source(vector) && (bh_vcpu()->pending[at.word] & at.bit) != 0;
    return RTEMS_SUCCESSFUL;
}

/* Raised by the guest itself: pending without a new occurrence in the count. */
rtems_status_code bsp_interrupt_raise(rtems_vector_number vector)
{
    const struct place at = place(vector);
    if (!is_source(vector)) {
        return RTEMS_UNSATISFIED;
    }
    bh_bits_set(&bh_vcpu()->pending[at.word], at.bit);
    look_again();
    return RTEMS_SUCCESSFUL;
}

rtems_status_code bsp_interrupt_clear(rtems_vector_number vector)
{
    const struct place at = place(vector);
    if (!is_source(vector)) {
        return RTEMS_UNSATISFIED;
    }
    bh_bits_clear(&bh_vcpu()->pending[at.word], at.bit);
    return RTEMS_SUCCESSFUL;
}
