/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The PC as a board: memory map, clock measurement, controllers, console, exit. */
#include "../../arch.h"

#include <stddef.h>

#include <bulkhead/trace.h>

#include "cpu.h"

/* Multiboot 0.6.96, 3.3. */
#define MULTIBOOT_LOADER 0x2badb002u
#define MULTIBOOT_MMAP   0x40u
struct multiboot {
    uint32_t flags;
    uint32_t other[10];
    uint32_t mmap_length, mmap_address;
};
struct region {
    uint32_t size; /* of what follows */
    uint32_t start_low, start_high, bytes_low, bytes_high, type;
};
#define REGION_RAM 1u

/* 16550 registers, from its base port. */
#define UART_DATA        0
#define UART_INTERRUPTS  1
#define UART_FIFO        2
#define UART_LINE        3
#define UART_MODEM       4
#define UART_STATUS      5
#define UART_RECEIVED    0x01u
#define UART_EMPTY       0x20u

static const struct multiboot *loader;
static uint16_t console_port;
static uint16_t exit_port;

bool arch_boot_begin(uint32_t magic, uintptr_t information)
{
    loader = (const struct multiboot *)information;
    return magic == MULTIBOOT_LOADER && (loader->flags & MULTIBOOT_MMAP) != 0;
}

bool arch_is_ram(uint64_t start, uint64_t bytes)
{
    const uintptr_t end = loader->mmap_address + loader->mmap_length;
    uintptr_t at = loader->mmap_address;
    while (at + sizeof(struct region) <= end) {
        const struct region *region = (const struct region *)at;
        const uint64_t from = (uint64_t)region->start_high << 32 | region->start_low;
        const uint64_t size = (uint64_t)region->bytes_high << 32 | region->bytes_low;
        if (region->type == REGION_RAM && start >= from && bytes <= size &&
            start - from <= size - bytes) {
            return true;
        }
        at += region->size + sizeof region->size;
    }
    return false;
}

void arch_machine_init(const struct bh_tables *tables)
{
    cpu_init((uintptr_t)tables->kernel_directory, (tables->trace_kinds & 1u << BH_TRACE_HYPERCALL) != 0);
    lapic_init((uintptr_t)tables->board.local_apic, tables->board.io_apic != 0);
    pins_init((uintptr_t)tables->board.io_apic);
    pci_stop_bus_masters();
}

uint64_t arch_clock_measure(void)
{
    const struct pit_measure measure = pit_measure();
    const uint32_t ticks = (uint32_t)measure.clock_ticks; /* a stretch is shorter than 2^32 of them */
    uint32_t remainder;

    /* Below 1 by definition: a timer that counts faster than the clock is not used so finely. */
    if (measure.lapic_counts >= ticks) {
        lapic_scale = UINT32_MAX;
    } else {
        lapic_scale = (uint32_t)arch_divide(measure.lapic_counts << 32, ticks, &remainder);
    }
    return arch_divide(measure.clock_ticks * PIT_HZ, (uint32_t)measure.pit_counts, &remainder);
}

void arch_console_init(const struct bh_board *board)
{
    const uint16_t port = (uint16_t)board->console_port;
    console_port = port;
    exit_port = (uint16_t)board->exit_port;
    if (port == 0) {
        return;
    }
    outb((uint16_t)(port + UART_INTERRUPTS), 0);
    outb((uint16_t)(port + UART_LINE), 0x80); /* divisor latch */
    outb((uint16_t)(port + UART_DATA), 1);    /* 115200 baud */
    outb((uint16_t)(port + UART_INTERRUPTS), 0);
    outb((uint16_t)(port + UART_LINE), 0x03); /* 8 bits, no parity, 1 stop bit */
    outb((uint16_t)(port + UART_FIFO), 0x07); /* on, cleared */
    outb((uint16_t)(port + UART_MODEM), 0x03);
}

bool arch_console_ready(void)
{
    return console_port == 0 ||
           (inb((uint16_t)(console_port + UART_STATUS)) & UART_EMPTY) != 0;
}

void arch_console_put(char character)
{
    if (console_port != 0) {
        outb(console_port, (uint8_t)character);
    }
}

int arch_console_get(void)
{
    if (console_port == 0 || (inb((uint16_t)(console_port + UART_STATUS)) & UART_RECEIVED) == 0) {
        return -1;
    }
    return inb(console_port);
}

/* The reset control register of the PC's chip sets, then the keyboard controller's line. */
void arch_reset(void)
{
    outb(0xcf9, 0x02);
    outb(0xcf9, 0x06);
    outb(0x64, 0xfe);
    for (;;) {
        __asm__ volatile("cli; hlt");
    }
}

void arch_exit(uint32_t code)
{
    if (exit_port != 0) {
        outl(exit_port, code);
    }
    for (;;) {
        __asm__ volatile("cli; hlt");
    }
}
