/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Both partitions of the module whose image is damaged. The sender counts in a channel, a window at a
 * time, reads its device and tells the receiver, which prints what it gets and ends the module. What
 * they print depends on constants, initial data and cleared memory.
 */
#include "bh_port.h"

#include "bh.h"

#define LAST 4

static const char *const words[] = {"none", "one", "two", "three", "four"};
static uint32_t count = 1, cleared[64];

static uint32_t sum(void)
{
    uint32_t result = count;
    for (uint32_t i = 0; i < 64; i++) {
        result = result * 31 + cleared[i];
    }
    return result;
}

static uint8_t status_of_device(void)
{
    uint8_t value;
    __asm__ volatile("inb %1, %0" : "=a"(value) : "d"((uint16_t)0x2fd));
    return value;
}

static _Noreturn void send(void)
{
    struct bh_sampling port;
    bh_sampling_open(&port, bh_port("count"));
    bh_irq_bind((uint32_t)bh_line("uart", 0));
    for (;;) {
        bh_sampling_write(&port, &count, sizeof count);
        bh_print("%s, sum %x, device %x\n", words[count % 5], sum(), status_of_device());
        bh_event_send((uint32_t)bh_event("go"));
        count++;
        bh_irq_take(BH_SOURCE_WINDOW);
        bh_wait(1u << BH_SOURCE_WINDOW, BH_TIME_INFINITE);
    }
}

static int receive(void)
{
    const uint32_t go = (uint32_t)bh_source("go");
    struct bh_sampling port;
    struct bh_sample sample;
    uint32_t message[16] = {0};

    bh_sampling_open(&port, bh_port("count"));
    while (message[0] < LAST) {
        bh_wait(UINT64_C(1) << go, BH_TIME_INFINITE);
        bh_irq_take(go);
        bh_sampling_read(&port, message, &sample);
        bh_print("%s of %u bytes, sum %x\n", words[message[0] % 5], sample.length, sum());
    }
    return 0;
}

int main(void)
{
    bh_mode_set(BH_MODE_NORMAL, 0);
    if (bh_descriptor()->name[0] == 's') {
        send();
    }
    return receive();
}
