/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Hardware interrupt lines. See line.h. */
#include "line.h"

#include "arch.h"
#include "health.h"
#include "partition.h"
#include "schedule.h"
#include "virq.h"

/* Why a line of the partition that has the window is not open, one bit each; none: it is. */
enum closed {
    CLOSED_UNBOUND = 1,
    CLOSED_SERVICE = 2, /* a level line whose owner has not acknowledged yet */
    CLOSED_STORM = 4    /* too many interrupts in this window */
};

static const struct bh_line *lines;
static struct state {
    uint32_t closed; /* enum closed, or-ed */
    uint32_t count;  /* interrupts in the owner's current window */
} states[BH_LINES_MAX];

/* By pin. The controller interrupts only for pins that are lines. */
static uint8_t line_of_pin[ARCH_PINS];

void line_init(const struct bh_tables *tables)
{
    uint32_t count = 0;
    lines = (const struct bh_line *)((uintptr_t)tables + partitions[0].partition->lines.offset);
    for (uint32_t i = 0; i < partition_count; i++) {
        partitions[i].line_first = count;
        count += partitions[i].partition->lines.count;
    }
    for (uint32_t i = 0; i < count; i++) {
        states[i].closed = CLOSED_UNBOUND;
        line_of_pin[lines[i].pin] = (uint8_t)i;
        arch_line_init(lines[i].pin, lines[i].flags);
    }
}

/* Opening an edge line raises it: an edge while it was closed was not seen. */
static void line_open(struct vcpu *vcpu, uint32_t line, uint64_t now)
{
    arch_line_open(lines[line].pin);
    if ((lines[line].flags & BH_LINE_LEVEL) == 0) {
        virq_raise(vcpu, lines[line].source, 1, now);
    }
}

void line_bind(struct vcpu *vcpu, uint32_t line)
{
    if ((states[line].closed & CLOSED_UNBOUND) != 0) {
        states[line].closed &= CLOSED_STORM;
        if (states[line].closed == 0) {
            line_open(vcpu, line, arch_clock());
            work |= WORK_RUN;
        }
    }
}

void line_unbind(struct vcpu *vcpu, uint32_t line)
{
    states[line].closed |= CLOSED_UNBOUND;
    arch_line_close(lines[line].pin);
}

void line_acknowledge(struct vcpu *vcpu, uint32_t line)
{
    if ((states[line].closed & CLOSED_SERVICE) != 0) {
        states[line].closed &= ~(uint32_t)CLOSED_SERVICE;
        if (states[line].closed == 0) {
            arch_line_open(lines[line].pin);
        }
    }
}

struct vcpu *line_record(uint32_t pin)
{
    const uint32_t line = line_of_pin[pin];
    struct vcpu *vcpu = &partitions[lines[line].partition];

    if ((lines[line].flags & BH_LINE_LEVEL) != 0) {
        states[line].closed |= CLOSED_SERVICE; /* the controller's pin was closed by the door */
    }
    virq_raise(vcpu, lines[line].source, 1, 0);
    return vcpu;
}

/* The interrupt that is too many is taken as well, and the last. */
void line_interrupt(uint32_t pin)
{
    const uint32_t line = line_of_pin[pin];
    struct state *state = &states[line];
    struct vcpu *vcpu = line_record(pin);

    if (__builtin_expect(state->count++ == lines[line].limit, 0)) {
        state->closed |= CLOSED_STORM;
        arch_line_close(pin);
        if ((state->closed & CLOSED_UNBOUND) == 0) { /* else its owner has left it, or stopped */
            health_post(vcpu, BH_ERROR_INTERRUPT_STORM, pin, 0, 0, 0);
        }
    }
    /* Of another's or a stopped one's line it would be a straggler, sent before that was closed. */
    if (vcpu == schedule.vcpu && vcpu->mode != BH_MODE_IDLE &&
        virq_wake(vcpu, lines[line].source)) {
        current = vcpu;
    }
}

void line_window_end(struct vcpu *vcpu)
{
    const uint32_t end = vcpu->line_first + vcpu->partition->lines.count;
    for (uint32_t line = vcpu->line_first; line < end; line++) {
        if (states[line].closed == 0) {
            arch_line_close(lines[line].pin);
        }
    }
}

void line_window_begin(struct vcpu *vcpu, uint64_t now)
{
    const uint32_t end = vcpu->line_first + vcpu->partition->lines.count;
    for (uint32_t line = vcpu->line_first; line < end; line++) {
        states[line].count = 0;
        states[line].closed &= ~(uint32_t)CLOSED_STORM;
        if (states[line].closed == 0) {
            line_open(vcpu, line, now);
        }
    }
}

void line_reset(struct vcpu *vcpu)
{
    for (uint32_t i = 0; i < vcpu->partition->lines.count; i++) {
        line_unbind(vcpu, vcpu->line_first + i);
    }
}
