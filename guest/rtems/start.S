/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The first instructions of an RTEMS partition. The start-up code jumps here at every start and
 * restart, with all memory as the image has it and a stack that lies in what becomes the work area.
 * Until the first thread runs, the interrupt stack is the stack.
 */
    .section .start, "ax", @progbits
    .globl bsp_entry
bsp_entry:
    movl $_ISR_Stack_area_begin, %esp
    addl $_ISR_Stack_size, %esp
    andl $-16, %esp
    xorl %ebp, %ebp
    pushl $0
    pushl $0
    pushl $0
    pushl $0 /* no command line */
    call boot_card /* does not return */

    .section .note.GNU-stack, "", @progbits
