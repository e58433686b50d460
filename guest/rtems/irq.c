/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Virtual interrupt sources and hardware lines as RTEMS' interrupt vectors: dispatch, and what the
 * generic interrupt support asks of the controller.
 *
 * Each granted line has a virtual source. The line's vector has the handlers; the source's has one
 * entry of ours, which calls them and acknowledges a level line. So sources without a line, the
 * clock's among them, do not pay for lines.
 */
#include <bh.h>

#include <bsp/irq-generic.h>

#include "port.h"

struct place {
    uint32_t word, bit;
};

struct line {
    rtems_interrupt_entry entry; /* of the source's vector; its handler is NULL: not granted */
    rtems_vector_number vector;
    uint32_t index;  /* that the hypercalls take */
    uint32_t source;
    uint32_t flags;  /* enum bh_line_flag */
    bool bound;
    bool unserved;   /* a level line whose handlers left it disabled: enabling acknowledges */
};

/* By number. */
static struct line lines[BSP_LINES];

static bool is_source(rtems_vector_number vector)
{
    return vector >= BSP_VECTOR(0) && vector < BSP_VECTOR(BH_SOURCES);
}

/* NULL: the vector is no line's, or the line is not granted. */
static struct line *line_of(rtems_vector_number vector)
{
    struct line *line;
    if (is_source(vector)) {
        return NULL;
    }
    line = &lines[vector < BSP_IRQ_LINES ? vector : vector - BH_SOURCES];
    return line->entry.handler != NULL ? line : NULL;
}

/* Answers whether there is something behind the vector. */
static bool find(rtems_vector_number vector, struct line **line, struct place *place)
{
    *line = line_of(vector);
    if (*line == NULL && !is_source(vector)) {
        return false;
    }
    const uint32_t source = *line != NULL ? (*line)->source : vector - BSP_VECTOR(0);
    *place = (struct place){source / 32, 1u << (source % 32)};
    return true;
}

static inline bool is_set(volatile const uint32_t *words, struct place at)
{
    return (words[at.word] & at.bit) != 0;
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

/* Lines. */

/* The handler of a line's source. A level line was closed by its interrupt. The interrupt server
 * disables the vector here and enables it when its task has served the device: the acknowledgement
 * is due then. A line without a handler stays closed. */
static void line_dispatch(void *argument)
{
    struct line *line = argument;
    const rtems_interrupt_entry *first = bsp_interrupt_dispatch_table[line->vector];
    if (first != NULL) {
        bsp_interrupt_dispatch_entries(first);
    }
    if ((line->flags & BH_LINE_LEVEL) != 0) {
        bh_irq_disable(); /* the handlers may have enabled interrupts */
        if (first == NULL || (bh_vcpu()->mask[line->source / 32] & 1u << (line->source % 32)) != 0) {
            line->unserved = true;
        } else {
            bh_irq_ack(line->index);
        }
    }
}

static void line_open(struct line *line)
{
    if (!line->bound) {
        line->bound = true;
        bh_irq_bind(line->index);
    } else if (line->unserved) {
        line->unserved = false;
        bh_irq_ack(line->index);
    }
}

void bsp_interrupt_release(rtems_vector_number vector)
{
    struct line *line = line_of(vector);
    if (line != NULL && line->bound) {
        bh_irq_unbind(line->index);
        bh_bit_clear(bh_vcpu()->pending, line->source);
        line->bound = false;
        line->unserved = false;
    }
}

void bsp_interrupt_facility_initialize(void)
{
    const struct bh_table *table = &bh_descriptor()->lines;
    const struct bh_line_name *granted =
        (const void *)((const char *)bh_descriptor() + table->offset);
    for (uint32_t i = 0; i < table->count; i++, granted++) {
        if (granted->number >= BSP_LINES) {
            continue;
        }
        struct line *line = &lines[granted->number];
        *line = (struct line){
            .vector = BSP_LINE_VECTOR(granted->number),
            .index = i,
            .source = granted->source,
            .flags = granted->flags,
        };
        rtems_interrupt_entry_initialize(&line->entry, line_dispatch, line, granted->name);
        bsp_interrupt_dispatch_table[BSP_VECTOR(line->source)] = &line->entry;
        bsp_interrupt_set_handler_unique(BSP_VECTOR(line->source), true);
    }
}

/* What the generic interrupt support asks. */

static rtems_interrupt_signal_variant signal_of(const struct line *line)
{
    if (line == NULL) {
        return RTEMS_INTERRUPT_NO_SIGNAL;
    }
    const bool low = (line->flags & BH_LINE_LOW) != 0;
    if ((line->flags & BH_LINE_LEVEL) != 0) {
        return low ? RTEMS_INTERRUPT_SIGNAL_LEVEL_LOW : RTEMS_INTERRUPT_SIGNAL_LEVEL_HIGH;
    }
    return low ? RTEMS_INTERRUPT_SIGNAL_EDGE_FALLING : RTEMS_INTERRUPT_SIGNAL_EDGE_RAISING;
}

rtems_status_code bsp_interrupt_get_attributes(rtems_vector_number vector,
                                               rtems_interrupt_attributes *attributes)
{
    struct line *line;
    struct place at;
    if (find(vector, &line, &at)) {
        const bool level = line != NULL && (line->flags & BH_LINE_LEVEL) != 0;
        attributes->is_maskable = true;
        attributes->can_enable = true;
        attributes->maybe_enable = true;
        attributes->can_disable = true;
        attributes->maybe_disable = true;
        attributes->can_raise = true;
        attributes->can_clear = true;
        attributes->cleared_by_acknowledge = !level;
        attributes->trigger_signal = signal_of(line);
    }
    return RTEMS_SUCCESSFUL;
}

rtems_status_code bsp_interrupt_vector_is_enabled(rtems_vector_number vector, bool *enabled)
{
    struct line *line;
    struct place at;
    *enabled = find(vector, &line, &at) && !is_set(bh_vcpu()->mask, at);
    return RTEMS_SUCCESSFUL;
}

rtems_status_code bsp_interrupt_vector_enable(rtems_vector_number vector)
{
    struct line *line;
    struct place at;
    if (!find(vector, &line, &at)) {
        return RTEMS_UNSATISFIED;
    }
    if (line != NULL) {
        line_open(line);
    }
    bh_bits_clear(&bh_vcpu()->mask[at.word], at.bit);
    look_again();
    return RTEMS_SUCCESSFUL;
}

/* A line stays open: what comes is pending until the vector is enabled. */
rtems_status_code bsp_interrupt_vector_disable(rtems_vector_number vector)
{
    struct line *line;
    struct place at;
    if (!find(vector, &line, &at)) {
        return RTEMS_UNSATISFIED;
    }
    bh_bits_set(&bh_vcpu()->mask[at.word], at.bit);
    return RTEMS_SUCCESSFUL;
}

rtems_status_code bsp_interrupt_is_pending(rtems_vector_number vector, bool *pending)
{
    struct line *line;
    struct place at;
    *pending = find(vector, &line, &at) && is_set(bh_vcpu()->pending, at);
    return RTEMS_SUCCESSFUL;
}

/* Raised by the guest itself: pending without a new occurrence in the count. */
rtems_status_code bsp_interrupt_raise(rtems_vector_number vector)
{
    struct line *line;
    struct place at;
    if (!find(vector, &line, &at)) {
        return RTEMS_UNSATISFIED;
    }
    bh_bits_set(&bh_vcpu()->pending[at.word], at.bit);
    look_again();
    return RTEMS_SUCCESSFUL;
}

/* A level line is pending again at once if its device still asks. */
rtems_status_code bsp_interrupt_clear(rtems_vector_number vector)
{
    struct line *line;
    struct place at;
    if (!find(vector, &line, &at)) {
        return RTEMS_UNSATISFIED;
    }
    bh_bits_clear(&bh_vcpu()->pending[at.word], at.bit);
    if (line != NULL) {
        line->unserved = false;
        bh_irq_ack(line->index);
    }
    return RTEMS_SUCCESSFUL;
}
