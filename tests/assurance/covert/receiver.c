/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Looks at what the channel shows, once in each window, and counts it by the bit that was signalled;
 * and by another frame's bit, which tells how much of that is chance.
 */
#include "covert.h"

#define FRAMES   2000u
#define VALUES   64u

static struct {
    int32_t value;
    uint32_t by_bit[2], by_chance[2];
} seen[VALUES];
static uint32_t values, matched, words;

static void count(int32_t value, uint32_t frame)
{
    uint32_t place = 0;
    while (place < values && seen[place].value != value) {
        place++;
    }
    if (place == values) {
        if (values == VALUES) {
            place = VALUES - 1; /* too many to tell apart */
        } else {
            seen[values++].value = value;
        }
    }
    seen[place].by_bit[signalled(frame)]++;
    seen[place].by_chance[signalled(frame + 1000000)]++;
}

static volatile int32_t delivered;

static void on_timer(uint32_t source, uint32_t occurrences)
{
    delivered = (int32_t)(bh_clock_ns() % FRAME);
}

static void put(uint32_t bytes)
{
    volatile struct bh_console *console = (volatile struct bh_console *)BH_CONSOLE;
    for (uint32_t i = 0; i < bytes; i++) {
        console->out[console->out_head++ % BH_CONSOLE_OUT] = i + 1 == bytes ? '\n' : '.';
    }
}

static uint32_t area_sum(void)
{
    const struct bh_port *port = bh_port("state");
    const volatile uint32_t *area = (const volatile uint32_t *)(uintptr_t)port->source_area;
    uint32_t sum = 0;
    for (uint32_t i = 0; i < BH_PAGE_SIZE / 4; i++) {
        sum = mixed(sum ^ area[i]);
    }
    return sum;
}

static const volatile struct bh_partition_status *sender_status(void)
{
    return &bh_module_status()->partition[bh_partition("sender")];
}

/* Words of a flow of many bits that arrive as they were sent. */
static void match(enum channel channel, uint32_t frame)
{
    if (channel == QUEUE_PAGE) {
        const volatile uint32_t *page = (const volatile uint32_t *)(uintptr_t)bh_port("out")->far_area;
        words = BH_PAGE_SIZE / 4;
        for (uint32_t i = 0; i < words; i++) {
            matched += page[i] == mixed(frame * 1024 + i);
        }
    } else {
        const volatile struct bh_log *log = &bh_module_status()->partition_log[bh_partition("sender")];
        words = 2 * BH_LOG_ENTRIES;
        for (uint32_t i = 0; i < BH_LOG_ENTRIES; i++) {
            const volatile struct bh_log_entry *entry = &log->entry[(log->posted + i) % BH_LOG_ENTRIES];
            matched += entry->field[BH_LOG_DETAIL] == mixed(frame * 1024 + 2 * i);
            matched += entry->field[BH_LOG_CODE] == mixed(frame * 1024 + 2 * i + 1);
        }
    }
}

/* What this window shows. The entry's time comes first, whatever the channel. */
static int32_t look(enum channel channel, int32_t entry)
{
    static uint32_t before;
    volatile struct bh_console *console = (volatile struct bh_console *)BH_CONSOLE;
    int32_t value = entry;

    switch (channel) {
    case TIMER:
        bh_timer_set(0, (bh_time)frame_now() * FRAME + 30000, 0);
        while (frame_now() * FRAME + 40000 > bh_clock_ns()) {
        }
        value = delivered;
        break;
    case CONSOLE_FLUSH:
        put(16);
        value = bh_console_flush();
        break;
    case CONSOLE_DRAIN: /* how much was taken since the last window */
        value = (int32_t)((console->out_tail - before) / 16);
        before = console->out_tail;
        put(console->out_head == before ? 100 : 0);
        while (bh_clock_ns() % FRAME < 99800 - bh_information()->window_entry_lead) { /* it hardly idles itself */
        }
        break;
    case SAMPLE_AREA:
        value = (int32_t)area_sum();
        break;
    case STATUS_STARTS:
        value = (int32_t)(sender_status()->starts - before);
        before = sender_status()->starts;
        break;
    case SCHEDULE:
        value = (int32_t)bh_information()->schedule;
        break;
    default:
        break;
    }
    return value;
}

int main(void)
{
    const enum channel channel = (enum channel)(bh_descriptor()->identifier - RECEIVER_BASE);

    bh_irq_handler_set(BH_SOURCE_TIMER, on_timer);
    bh_irq_unmask(BH_SOURCE_TIMER);
    bh_irq_enable();
    if (channel == SAMPLE_AREA) {
        struct bh_sampling state;
        bh_sampling_open(&state, bh_port("state"));
        bh_sampling_write(&state, "a message", 9);
    }
    bh_mode_set(BH_MODE_NORMAL, 0);
    uint32_t first = frame_now();
    for (uint32_t last = first; last < first + FRAMES;) {
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
        const int32_t entry = (int32_t)(bh_clock_ns() % FRAME);
        if (bh_irq_take(BH_SOURCE_WINDOW) == 0) {
            continue;
        }
        last = frame_now();
        if (channel == QUEUE_PAGE || channel == STATUS_LOG) {
            match(channel, last - 1);
        }
        const int32_t value = look(channel, entry);
        if (last > first + 10) {
            count(value, last - (channel == CONSOLE_DRAIN ? 2 : 1)); /* the windows of nobody come last */
        }
    }
    for (uint32_t i = 0; i < values; i++) {
        bh_print("\nseen %d %u %u %u %u\n", seen[i].value, seen[i].by_bit[0], seen[i].by_bit[1],
                 seen[i].by_chance[0], seen[i].by_chance[1]);
    }
    bh_print("\nmatched %u of %u words in %u frames\n", matched, words, FRAMES);
    return 0;
}
