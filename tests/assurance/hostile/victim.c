/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The victim: a bit of everything that the trace shows, a check of all that a neighbour could have
 * spoiled, and the module's end after as many windows as its identifier says. Whatever its
 * neighbour does, its trace and its output are the same.
 */
#include "../../system/test.h"

#define PATTERN_WORDS 3072

static volatile uint32_t ticks, events, line_interrupts;
static uint32_t pattern[PATTERN_WORDS];
static uint32_t sums, state_faults;

static void on_timer(uint32_t source, uint32_t occurrences)
{
    ticks += occurrences;
    if (ticks % 3 == 0) {
        bh_event_send((uint32_t)bh_event("tell"));
    }
}

static void on_event(uint32_t source, uint32_t occurrences)
{
    events += occurrences;
}

/* The UART's "transmitter empty". */
static void on_line(uint32_t source, uint32_t occurrences)
{
    line_interrupts += occurrences;
    bh_in8(0x2f8 + 2);
}

static uint32_t checksum(void)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < PATTERN_WORDS; i++) {
        sum = (sum << 5 | sum >> 27) ^ pattern[i];
    }
    return sum;
}

/* What the processor holds for this partition beyond the registers of the compiler. */
struct state {
    uint8_t fpu[512] __attribute__((aligned(16)));
    uint16_t fs, gs;
    uint32_t tls, flags;
};

static void state_load(void)
{
    static const double values[4] = {1.5, -2.25, 3.125, 1e300};
    static const uint32_t vector[4] __attribute__((aligned(16))) = {0x11111111, 0x2222, 0x333, 0x44};
    static uint32_t segment[4] = {0x715eed};
    bh_tls_set(0, (bh_word)segment);
    bh_tls_set(3, (bh_word)segment);
    __asm__ volatile("movw %w2, %%gs\n\tmovw %w3, %%fs\n\t"
                     "fldl (%0)\n\tfldl 8(%0)\n\tfldl 16(%0)\n\tfldl 24(%0)\n\t"
                     "movaps %1, %%xmm0\n\tmovaps %1, %%xmm5\n\tmovaps %1, %%xmm7"
                     : : "r"(values), "m"(vector), "r"(BH_TLS_SELECTOR), "r"(BH_LDT_SELECTOR(3)));
}

static void state_read(struct state *state)
{
    __asm__ volatile("fxsave %0\n\tmovw %%fs, %1\n\tmovw %%gs, %2\n\tmovl %%gs:0, %%eax\n\t"
                     "xorl %%fs:0, %%eax\n\tmovl %%eax, %3\n\tpushfl\n\tpopl %4"
                     : "=m"(state->fpu), "=m"(state->fs), "=m"(state->gs), "=m"(state->tls),
                       "=m"(state->flags) : : "eax");
    state->flags &= ~0x8d5u; /* the arithmetic's */
}

static bool same(const struct state *one, const struct state *other)
{
    const uint32_t *a = (const uint32_t *)one, *b = (const uint32_t *)other;
    for (uint32_t i = 0; i < sizeof *one / 4; i++) {
        if (a[i] != b[i]) {
            return false;
        }
    }
    return true;
}

static void prepare(void)
{
    for (uint32_t i = 0; i < PATTERN_WORDS; i++) {
        pattern[i] = i * 2654435761u;
    }
    bh_irq_handler_set(BH_SOURCE_TIMER, on_timer);
    bh_irq_handler_set((uint32_t)bh_source("tell"), on_event);
    bh_irq_handler_set(bh_line_source(0), on_line);
    bh_irq_unmask(BH_SOURCE_TIMER);
    bh_irq_unmask((uint32_t)bh_source("tell"));
    bh_irq_unmask(bh_line_source(0));
    bh_out8(0x2f8 + 4, 0x1b); /* loopback */
    bh_out8(0x2f8 + 1, 0x02); /* transmitter empty */
    bh_irq_bind(0);
    bh_irq_enable();
}

int main(void)
{
    static struct state first, now;
    const uint32_t windows = bh_descriptor()->identifier;

    prepare();
    const uint32_t sum = checksum();
    bh_timer_set(0, 2000000, 47000);
    bh_mode_set(BH_MODE_NORMAL, 0);
    state_load();
    state_read(&first);
    for (uint32_t window = 0; window < windows;) {
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        if (bh_irq_take(BH_SOURCE_WINDOW) == 0) {
            continue;
        }
        window++;
        state_read(&now);
        state_faults += !same(&first, &now);
        bh_out8(0x2f8, (uint8_t)window);
        if (window % 32 == 0) {
            sums += checksum() != sum;
            bh_print("%u windows, %u ticks, %u events, %u characters, %u sums wrong, %u states wrong\n",
                     window, ticks, events, line_interrupts, sums, state_faults);
        }
    }
    test(sums == 0, "the victim's memory is as it wrote it");
    test(state_faults == 0, "its FPU, SSE and segment registers are as it left them");
    return test_end();
}
