/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Signals a bit in each frame, by doing one thing or the other until its window ends. */
#include "covert.h"

static uint8_t from[8192], to[8192];

static void skip(struct bh_trap *trap)
{
    trap->pc += 2; /* ud2 */
}

static void fill_console(uint32_t bytes)
{
    volatile struct bh_console *console = (volatile struct bh_console *)BH_CONSOLE;
    for (uint32_t i = 0; i < bytes; i++) {
        console->out[console->out_head++ % BH_CONSOLE_OUT] = 'x';
    }
}

/* One round of what a 1 looks like. */
static void act(enum channel channel, uint32_t frame)
{
    switch (channel) {
    case ENTRY_CALLS:
        bh_timer_set(1, BH_TIME_INFINITE, 0);
        break;
    case ENTRY_TRAPS:
        __asm__ volatile("ud2");
        break;
    case ENTRY_CONSOLE:
    case CONSOLE_FLUSH:
        fill_console(1);
        bh_console_flush();
        break;
    case ENTRY_COPY:
        bh_copy(to, from, sizeof to);
        break;
    case TIMER:
        bh_timer_set(0, bh_clock_ns() + 500, 20000);
        break;
    default:
        break;
    }
}

/* What is done once in a frame for a 1. */
static void signal_one(enum channel channel, uint32_t frame)
{
    switch (channel) {
    case CONSOLE_DRAIN:
        fill_console(230);
        break;
    case SAMPLE_AREA: {
        struct bh_sampling state;
        struct bh_sample sample;
        bh_sampling_open(&state, bh_port("state"));
        bh_sampling_read(&state, to, &sample);
        break;
    }
    case STATUS_STARTS:
        test_spin(20000);
        bh_mode_set(BH_MODE_COLD_START, 0);
        break;
    default:
        break;
    }
}

/* Flows of many bits: everything that the channel takes, made of the frame's number. */
static void send_all(enum channel channel, uint32_t frame)
{
    if (channel == QUEUE_PAGE) {
        uint32_t *page = (uint32_t *)(uintptr_t)bh_port("in")->far_area;
        for (uint32_t i = 0; i < BH_PAGE_SIZE / 4; i++) {
            page[i] = mixed(frame * 1024 + i);
        }
    } else if (channel == STATUS_LOG) {
        for (uint32_t i = 0; i < BH_LOG_ENTRIES; i++) {
            bh_health_raise(BH_ERROR_APPLICATION_ERROR, mixed(frame * 1024 + 2 * i),
                            mixed(frame * 1024 + 2 * i + 1));
        }
    } else if (channel == SCHEDULE) {
        bh_schedule_set(signalled(frame));
    }
}

int main(void)
{
    const enum channel channel = (enum channel)(bh_descriptor()->identifier - SENDER_BASE);
    static uint32_t last;

    bh_trap_handler_set(skip);
    bh_mode_set(BH_MODE_NORMAL, 0);
    if (channel == STATUS_STARTS) { /* a start in each frame is one too many to tell */
        last = frame_now();
    }
    for (;;) {
        const uint32_t frame = frame_now();
        if (frame == last) {
            bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
            bh_irq_take(BH_SOURCE_WINDOW);
            continue;
        }
        last = frame;
        bh_timer_cancel(0);
        send_all(channel, frame);
        if (signalled(frame)) {
            signal_one(channel, frame);
        }
        if (!signalled(frame) && channel == ENTRY_WAIT) {
            continue;
        }
        while (frame_now() == frame) {
            if (signalled(frame)) {
                act(channel, frame);
            }
        }
    }
}
