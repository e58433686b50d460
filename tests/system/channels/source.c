/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Writes a message to each of its channels, and restarts: they are still there. */
#include "channels.h"

static bool is_zero(uint32_t start, uint32_t bytes)
{
    const volatile uint32_t *word = (const volatile uint32_t *)start;
    for (uint32_t i = 0; i < bytes / sizeof *word; i++) {
        if (word[i] != 0) {
            return false;
        }
    }
    return true;
}

static void write_message(volatile struct bh_slot *message, uint32_t number, uint32_t length)
{
    for (uint32_t i = 0; i < length; i++) {
        bytes_of(message)[i] = (uint8_t)(i + number);
    }
    message->length = length;
    message->time = bh_clock_ns();
    message->sequence = number;
}

static int begin(const struct bh_port *level, const struct bh_port *orders)
{
    volatile struct bh_sampling_area *area = (void *)level->source_area;
    volatile struct bh_queue_source *queue = (void *)orders->source_area;

    test(level->kind == BH_PORT_SAMPLING && level->direction == BH_PORT_SOURCE &&
             level->max_size == LEVEL_SIZE,
         "a descriptor tells a sampling source what the configuration says");
    test(orders->kind == BH_PORT_QUEUING && orders->direction == BH_PORT_SOURCE &&
             orders->max_size == ORDERS_SIZE && orders->capacity == 200 &&
             orders->far_capacity == 40 && orders->slots == 256,
         "and a queuing source");
    test(is_zero(level->source_area, 16 + 2 * bh_slot_bytes(LEVEL_SIZE)) &&
             is_zero(orders->source_area, 16 + 256 * bh_slot_bytes(ORDERS_SIZE)) &&
             is_zero(orders->far_area, BH_PAGE_SIZE),
         "channels are clear at first");
    write_message(slot(level, 1), 1, LEVEL_SIZE);
    area->newest = 1;
    write_message(slot(orders, ORDER), ORDER, ORDERS_SIZE);
    queue->head = ORDER + 1;
    bh_event_send(orders->event);
    bh_mode_set(BH_MODE_COLD_START, 0);
    test(false, "a restart does not return");
    return test_end();
}

int main(void)
{
    const struct bh_port *level = port_named("level"), *orders = port_named("orders");
    const volatile struct bh_sampling_area *area = (void *)level->source_area;
    const volatile struct bh_queue_source *queue = (void *)orders->source_area;
    const volatile struct bh_queue_destination *far = (void *)orders->far_area;

    if (bh_mode_get() >> 8 == BH_START_NORMAL) {
        return begin(level, orders);
    }
    test(area->newest == 1 && slot(level, 1)->sequence == 1 &&
             bytes_of(slot(level, 1))[LEVEL_SIZE - 1] == (uint8_t)LEVEL_SIZE &&
             queue->head == ORDER + 1 && slot(orders, ORDER)->sequence == ORDER,
         "a restart of the source clears no channel");
    test(bh_wait(1u << orders->source, bh_clock_ns() + 1000000000) == BH_OK &&
             bh_irq_take(orders->source) == 1,
         "the destination wakes the source by its port's interrupt");
    test(far->tail == ORDER + 1, "the source reads the destination's area");
    bh_trap_handler_set(on_trap);
    test(!writes(orders->far_area) && trap_address == orders->far_area && trap_error == 7,
         "and cannot write it");
    test(!reads(orders->far_area + BH_PAGE_SIZE) && !reads(BH_CHANNEL_BASE - BH_PAGE_SIZE),
         "nothing lies before its channels or behind them");
    return test_end();
}
