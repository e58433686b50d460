/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Hardware interrupt lines: the pins of the I/O APIC, or of the two 8259s on a board without one.
 * 82093AA and 8259A data sheets; Intel SDM 3A, 10.8.4 (requested interrupts).
 */
#include "../../arch.h"

#include <stddef.h>

#include "../../line.h"
#include "cpu.h"

/* I/O APIC, low half of a redirection entry. The high half is the processor's identifier. */
#define ENTRY_LOW_ACTIVE 0x2000u
#define ENTRY_LEVEL      0x8000u
#define ENTRY_MASKED     0x10000u
#define IOAPIC_ENTRY(pin) (0x10 + 2 * (pin))

#define LAPIC_ID (0x020 / 4)

/* 8259s: the second one's pins are 8 to 15, its output is pin 2 of the first. */
#define PIC_FIRST        0x20
#define PIC_SECOND       0xa0
#define PIC_IN_SERVICE   0x0b /* OCW3: the next read is of the in-service register */
#define PIC_END          0x60 /* OCW2: specific end of interrupt */
#define PIC_CASCADE      2u
#define PIC_EDGE_LEVEL   0x4d0 /* ELCR: a bit per pin, 1 is level */

static volatile uint32_t *ioapic_select, *ioapic_window; /* NULL: the 8259s */
static uint32_t entries[ARCH_PINS];                      /* low halves as last written */

/* While it is set, an interrupt of a line in the kernel is recorded; else it came in the idle loop. */
uint32_t collecting;

/* All lines closed. */
void pins_init(uintptr_t ioapic)
{
    if (ioapic == 0) {
        pic_init(VECTOR_LINE, 0xffff & ~(1u << PIC_CASCADE));
        return;
    }
    pic_init(VECTOR_PIC, 0xffff);
    ioapic_select = (volatile uint32_t *)ioapic;
    ioapic_window = (volatile uint32_t *)(ioapic + 0x10);
    *ioapic_select = 1;
    const uint32_t count = ((*ioapic_window >> 16) & 0xff) + 1;
    for (uint32_t pin = 0; pin < count; pin++) {
        *ioapic_select = IOAPIC_ENTRY(pin);
        *ioapic_window = ENTRY_MASKED;
    }
}

/* The masks of a pin's 8259. A pin that is no line has no entry; the second 8259's is always open. */
static void pic_write(uint32_t pin)
{
    const uint32_t first = pin & 8;
    uint32_t open = first == 0 ? 1u << PIC_CASCADE : 0;
    for (uint32_t i = 0; i < 8; i++) {
        open |= entries[first + i] != 0 && (entries[first + i] & ENTRY_MASKED) == 0 ? 1u << i : 0;
    }
    outb(first == 0 ? PIC_FIRST + 1 : PIC_SECOND + 1, (uint8_t)~open);
}

static inline void pin_write(uint32_t pin, uint32_t entry)
{
    entries[pin] = entry;
    if (__builtin_expect(ioapic_window != NULL, 1)) {
        *ioapic_select = IOAPIC_ENTRY(pin);
        *ioapic_window = entry;
    } else {
        pic_write(pin);
    }
}

void arch_line_init(uint32_t pin, uint32_t flags)
{
    entries[pin] = (VECTOR_LINE + pin) | ((flags & BH_LINE_LOW) != 0 ? ENTRY_LOW_ACTIVE : 0) |
                   ((flags & BH_LINE_LEVEL) != 0 ? ENTRY_LEVEL : 0) | ENTRY_MASKED;
    if (ioapic_window != NULL) {
        pin_write(pin, entries[pin]);
        *ioapic_select = IOAPIC_ENTRY(pin) + 1;
        *ioapic_window = lapic[LAPIC_ID] & 0xff000000;
    } else {
        const uint16_t port = (uint16_t)(PIC_EDGE_LEVEL + pin / 8);
        const uint8_t bit = (uint8_t)(1u << (pin % 8));
        outb(port, (uint8_t)((flags & BH_LINE_LEVEL) != 0 ? inb(port) | bit : inb(port) & ~bit));
    }
}

void arch_line_open(uint32_t pin)
{
    pin_write(pin, entries[pin] & ~ENTRY_MASKED);
}

void arch_line_close(uint32_t pin)
{
    pin_write(pin, entries[pin] | ENTRY_MASKED);
}

/* Interrupts of lines that the local APIC has and the processor has not taken yet. */
static bool line_requested(void)
{
    _Static_assert(VECTOR_LINE == 0x30 && ARCH_PINS == 24, "the two words below");
    return ((lapic[0x210 / 4] & 0xffff0000) | (lapic[0x220 / 4] & 0xff)) != 0;
}

/* Every round takes one, and a closed line sends no more. A closed 8259 has taken back its request. */
void arch_line_collect(void)
{
    if (ioapic_window == NULL) {
        return;
    }
    (void)*ioapic_window; /* the controller has seen the last write */
    while (line_requested()) {
        collecting = 1;
        __asm__ volatile("sti\n\tnop\n\tcli" : : : "memory");
        collecting = 0;
    }
}

/* Pins 7 and 15 of the 8259s also answer for a request that went away. Answers whether it is one;
 * the first 8259 has then seen a true one on its pin 2. */
static bool pic_spurious(uint32_t pin)
{
    const uint16_t port = pin < 8 ? PIC_FIRST : PIC_SECOND;
    if (pin % 8 != 7) {
        return false;
    }
    outb(port, PIC_IN_SERVICE);
    return (inb(port) & 0x80) == 0;
}

/* A level line is closed before the end of interrupt, or it would come again at once. Answers
 * whether there is an interrupt. */
static inline bool line_taken(uint32_t pin)
{
    if (__builtin_expect(ioapic_window != NULL, 1)) {
        if ((entries[pin] & ENTRY_LEVEL) != 0) {
            arch_line_close(pin);
        }
        lapic[LAPIC_EOI] = 0;
        return true;
    }
    const bool spurious = pic_spurious(pin);
    if (!spurious && (entries[pin] & ENTRY_LEVEL) != 0) {
        arch_line_close(pin);
    }
    if (pin >= 8) {
        if (!spurious) {
            outb(PIC_SECOND, (uint8_t)(PIC_END | (pin - 8)));
        }
        outb(PIC_FIRST, PIC_END | PIC_CASCADE);
    } else if (!spurious) {
        outb(PIC_FIRST, (uint8_t)(PIC_END | pin));
    }
    return !spurious;
}

void pin_interrupt(uint32_t pin)
{
    if (line_taken(pin)) {
        line_interrupt(pin);
    }
}

void pin_collected(uint32_t pin)
{
    if (line_taken(pin)) {
        line_record(pin);
    }
}
