/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The i386 half of the boundary: where things lie in every partition's address space, how wide a
 * register is, and how a hypercall is made. Part of the ABI. C and assembly both read it.
 *
 *   00000000  nothing (a null pointer faults)
 *   00100000  the kernel, supervisor only
 *   3ffe0000  status        read-only     struct bh_status_page, where it is permitted
 *   3fff0000  descriptor    read-only     struct bh_descriptor
 *   3fffd000  information   read-only     struct bh_information
 *   3fffe000  console       read-write    struct bh_console
 *   3ffff000  vCPU page     read-write    struct bh_vcpu
 *   40000000  the partition's memory
 *   80000000  the partition's image, read-only: start-up code and the initial contents of data
 *   90000000  trace rings  read-only     struct bh_trace_ring, where it is permitted
 *   a0000000  channels
 *   c0000000  device memory that the configuration grants, uncached
 */
#ifndef BULKHEAD_LAYOUT_H
#define BULKHEAD_LAYOUT_H

#define BH_PAGE_SIZE 4096

#define BH_KERNEL_BASE    0x00100000
#define BH_KERNEL_LIMIT   0x3fc00000
#define BH_STATUS         0x3ffe0000
#define BH_DESCRIPTOR     0x3fff0000
#define BH_DESCRIPTOR_MAX 0xd000
#define BH_INFORMATION    0x3fffd000
#define BH_CONSOLE        0x3fffe000
#define BH_VCPU           0x3ffff000
#define BH_MEMORY_BASE    0x40000000
#define BH_MEMORY_LIMIT   0x80000000
#define BH_IMAGE_BASE     0x80000000
#define BH_IMAGE_LIMIT    0x90000000
#define BH_TRACE_BASE     0x90000000
#define BH_TRACE_LIMIT    0xa0000000
#define BH_CHANNEL_BASE   0xa0000000
#define BH_CHANNEL_LIMIT  0xc0000000
#define BH_DEVICE_BASE    0xc0000000
#define BH_DEVICE_LIMIT   0xf0000000

/* Software interrupt of a hypercall: EAX the number, EDX ECX EBX ESI EDI the argument words; the
 * status comes back in EAX, every other register is kept. */
#define BH_HYPERCALL_VECTOR 0x80

/* Selectors a guest meets. BH_TLS_SELECTOR is entry 3 of the GDT, RTEMS' thread-local segment
 * (its compiler-generated code loads 0x18); index n > 0 of tls_set is entry n of the partition's
 * local descriptor table. */
#define BH_TLS_SELECTOR    0x18
#define BH_TLS_COUNT       64
#define BH_CODE_SELECTOR   0x23
#define BH_DATA_SELECTOR   0x2b
#define BH_LDT_SELECTOR(n) ((n) * 8 + 7)

/* EFLAGS, bit 9: in saved flags it tells whether virtual interrupts were enabled. */
#define BH_FLAGS_ENABLED 0x200

#ifndef __ASSEMBLER__
#include <stdint.h>

/** A field as wide as the architecture's registers. */
typedef uint32_t bh_word;
#endif

#endif
