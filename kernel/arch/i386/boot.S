/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Multiboot header and the first instructions. The loader leaves flat segments, paging and
 * interrupts off, EAX the magic, EBX the address of its information (Multiboot 0.6.96, 3.2).
 */
#include "machine_asm.h"

#define MULTIBOOT_MAGIC 0x1badb002
#define MULTIBOOT_FLAGS 0x2 /* the memory map is wanted */

    .section .multiboot, "ax"
    .balign 4
    .long MULTIBOOT_MAGIC
    .long MULTIBOOT_FLAGS
    .long -(MULTIBOOT_MAGIC + MULTIBOOT_FLAGS)

    .text
    .globl boot_entry
boot_entry:
    cli
    cld
    movl $kernel_stack_top, %esp
    movl %ebx, %edx
    call kernel_main /* (magic in EAX, information in EDX), does not return */
1:  hlt
    jmp 1b

    .bss
    .balign 16
    .globl kernel_stack_top
kernel_stack: .space 512 /* scripts/stack tells whether it suffices */
kernel_stack_top:

    .section .note.GNU-stack, "", @progbits
