/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The kernel's own selectors (the guest's are in bulkhead/layout.h). C and assembly read it. */
#ifndef KERNEL_ARCH_I386_SELECTORS_H
#define KERNEL_ARCH_I386_SELECTORS_H

#define SELECTOR_KERNEL_CODE   0x08
#define SELECTOR_KERNEL_DATA   0x10
#define SELECTOR_TSS           0x30
#define SELECTOR_LDT           0x38
#define SELECTOR_DOUBLE_FAULT  0x40
#define SELECTOR_NMI           0x48
#define SELECTOR_MACHINE_CHECK 0x50
#define GDT_ENTRIES            11

/* Vectors behind the processor's 32. */
#define VECTOR_PIC      0x20 /* 16 of the two 8259s, all masked */
#define VECTOR_LINE     0x30 /* and up: a line's is this and its pin */
#define VECTOR_TIMER    0xf0 /* the highest priority class of the local APIC */
#define VECTOR_SPURIOUS 0xff

#endif
