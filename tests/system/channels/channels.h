/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* What the two ends share: ports by name, slots by number, and whether an access faults. The memory
 * is used by hand here; whether messages are whole is not this test's concern. */
#ifndef CHANNELS_H
#define CHANNELS_H

#include "../test.h"

#include <bulkhead/channel.h>

#define LEVEL_SIZE  3000
#define ORDERS_SIZE 40
#define ORDER       (BH_PAGE_SIZE * 2 / 64 + 1) /* an order whose slot lies in the ring's third page */

static inline bool same_name(const char *a, const char *b)
{
    while (*a == *b && *a != '\0') {
        a++;
        b++;
    }
    return *a == *b;
}

static inline const struct bh_port *port_named(const char *name)
{
    const struct bh_descriptor *descriptor = bh_descriptor();
    const struct bh_port *port =
        (const void *)((const char *)descriptor + descriptor->ports.offset);
    while (!same_name(port->name, name)) {
        port++; /* it is there */
    }
    return port;
}

static inline volatile struct bh_slot *slot(const struct bh_port *port, uint32_t number)
{
    const uint32_t slots = port->kind == BH_PORT_QUEUING ? port->slots : 2;
    return (volatile struct bh_slot *)(port->source_area + 16 +
                                       number % slots * bh_slot_bytes(port->max_size));
}

static inline volatile uint8_t *bytes_of(volatile struct bh_slot *message)
{
    return (volatile uint8_t *)(message + 1);
}

static volatile uint32_t traps, trap_error, trap_address;

static inline void on_trap(struct bh_trap *trap)
{
    traps++;
    trap_error = trap->error;
    trap_address = trap->address;
    trap->pc = trap->ebx; /* the caller's way out */
}

static inline bool reads(uint32_t at)
{
    const uint32_t before = traps;
    __asm__ volatile("movl $1f, %%ebx; movl (%0), %%ecx; 1:" : : "a"(at) : "ebx", "ecx", "memory");
    return traps == before;
}

static inline bool writes(uint32_t at)
{
    const uint32_t before = traps;
    __asm__ volatile("movl $1f, %%ebx; lock; orl $0, (%0); 1:" : : "a"(at) : "ebx", "memory");
    return traps == before;
}

#endif
