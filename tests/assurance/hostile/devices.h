/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Devices that flood: UARTs in loopback, wires that pc-testdev pulls, and lines of the HPET, which the
 * warden has set going; and registers written at random.
 */
#ifndef HOSTILE_DEVICES_H
#define HOSTILE_DEVICES_H

#include "attacks.h"

static const uint16_t uarts[] = {0x3e8, 0x2e8};

static void devices_begin(void)
{
    for (uint32_t i = 0; i < 2; i++) {
        bh_out8((uint16_t)(uarts[i] + 4), 0x1b); /* loopback */
        bh_out8((uint16_t)(uarts[i] + 1), 0x0f); /* every interrupt it has */
    }
    for (uint32_t line = 0; line < bh_descriptor()->lines.count; line++) {
        bh_irq_bind(line);
    }
}

static void pull_wires(void)
{
    static const uint8_t wires[] = {1, 6, 8, 9, 10, 11, 14};
    for (uint32_t i = 0; i < sizeof wires; i++) {
        bh_out8((uint16_t)(0x2000 + wires[i]), (uint8_t)random_below(2));
    }
    for (uint32_t i = 0; i < 2; i++) {
        bh_out8((uint16_t)(uarts[i] + 1), 0x0d);
        bh_out8((uint16_t)(uarts[i] + 1), 0x0f);
        bh_out8(uarts[i], 0x55);
    }
}

static void write_registers(void)
{
    volatile uint32_t *registers =
        (volatile uint32_t *)(uintptr_t)bh_device("vga", BH_DEVICE_MEMORY, 0)->start;

    for (uint32_t i = 0; i < 12; i++) {
        if (one_in(2)) {
            bh_out8((uint16_t)(uarts[random_below(2)] + random_below(8)), (uint8_t)random_word());
        } else {
            registers[random_below(8192)] = one_in(2) ? random_word() : wild_value();
        }
    }
}

static void use_devices(void)
{
    bh_irq_entry_set((bh_word)flood_irq, (bh_word)flood_begin, (bh_word)flood_end);
    bh_vcpu()->mask[0] = bh_vcpu()->mask[1] = 0;
    bh_vcpu()->enabled = random_below(2);
    for (uint32_t i = 0; i < 30; i++) {
        pull_wires();
        bh_irq_ack(random_below(14));
        if (one_in(8)) {
            const uint32_t line = random_below(14);
            bh_irq_unbind(line);
            bh_irq_bind(line);
        }
    }
    if (one_in(4)) {
        write_registers();
    }
}

static void floods_with_lines(void)
{
    devices_begin();
    attempt(use_devices);
}

#endif
