/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* Is woken by the source's message, reads both channels, and reaches what is its own. */
#include "channels.h"

static bool holds(const volatile struct bh_slot *message, uint32_t number, uint32_t length)
{
    if (message->sequence != number || message->length != length) {
        return false;
    }
    for (uint32_t i = 0; i < length; i++) {
        if (((const volatile uint8_t *)(message + 1))[i] != (uint8_t)(i + number)) {
            return false;
        }
    }
    return true;
}

int main(void)
{
    const struct bh_port *level = port_named("heights"), *orders = port_named("orders");
    const volatile struct bh_sampling_area *area = (void *)level->source_area;
    const volatile struct bh_queue_source *queue = (void *)orders->source_area;
    volatile struct bh_queue_destination *own = (void *)orders->far_area;

    test(level->direction == BH_PORT_DESTINATION && level->refresh == 50000000,
         "a descriptor tells a sampling destination what the configuration says");
    test(orders->direction == BH_PORT_DESTINATION && orders->capacity == 40 &&
             orders->far_capacity == 200 && orders->slots == 256,
         "and a queuing destination");
    test(bh_source("orders") == (int)orders->source && bh_event("orders") == (int)orders->event,
         "the port's name is that of its interrupt and of its event channel");
    test(bh_wait(1u << orders->source, bh_clock_ns() + 1000000000) == BH_OK &&
             bh_irq_take(orders->source) == 1,
         "the source wakes the destination by its port's interrupt");
    test(area->newest == 1 && holds(slot(level, 1), 1, LEVEL_SIZE),
         "a destination sees what the source wrote into a sampling channel");
    test(queue->head == ORDER + 1 && holds(slot(orders, ORDER), ORDER, ORDERS_SIZE),
         "and into a queuing channel");
    bh_wait(0, bh_clock_ns() + 50000000); /* the source has restarted by then */
    own->tail = ORDER + 1;
    bh_event_send(orders->event);
    bh_trap_handler_set(on_trap);
    test(!writes(level->source_area) && trap_address == level->source_area && trap_error == 7,
         "it cannot write a sampling channel");
    test(!writes(orders->source_area) && trap_error == 7, "nor the source's area of a queuing one");
    test(writes(orders->far_area), "it writes its own area");
    bh_wait(0, bh_clock_ns() + 50000000); /* the source has ended by then */
    return test_end();
}
