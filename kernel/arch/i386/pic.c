/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The two 8259s: their vectors moved away from the processor's exceptions. 8259A data sheet. */
#include "cpu.h"

void pic_init(uint8_t vector, uint16_t masks)
{
    outb(0x20, 0x11); /* ICW1: edge, cascade, ICW4 follows */
    outb(0xa0, 0x11);
    outb(0x21, vector);
    outb(0xa1, (uint8_t)(vector + 8));
    outb(0x21, 4); /* the second one is on line 2 */
    outb(0xa1, 2);
    outb(0x21, 1); /* 8086 mode */
    outb(0xa1, 1);
    outb(0x21, (uint8_t)masks);
    outb(0xa1, (uint8_t)(masks >> 8));
}
