/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A bare guest's entries: the program's first instructions, virtual interrupts, traps.
 *
 *      a frame on the interrupted stack
 *      +--------------------------+
 *      | eflags cs eip            |    pushed from the vCPU page's slots, for iret
 *      | eax ecx edx              |    (interrupt)
 *      | pusha, error, vector     |    (trap; struct bh_trap)
 *      +--------------------------+
 */
#include <bulkhead/layout.h>
#include <guest_offsets.h>

    .text

    /* The program, as the start-up code jumps to it: a stack, all memory loaded. */
    .globl bh_program
bh_program:
    xorl %ebp, %ebp
    andl $-16, %esp
    call bh_main /* does not return */

    /* A virtual interrupt. `enabled` is 0, so nothing comes between. */
    .globl bh_irq_entry
bh_irq_entry:
    pushl BH_VCPU + VCPU_IRQ_FLAGS
    pushl %cs
    pushl BH_VCPU + VCPU_IRQ_PC
dispatch:
    pushl %eax
    pushl %ecx
    pushl %edx
    cld
    call bh_irq_dispatch
    popl %edx
    popl %ecx
    popl %eax

    /*
     * The return sequence, a restartable range: an interrupt at any of its instructions clears
     * `enabled` and continues at its first one instead of nesting. What became pending after the
     * dispatch is seen either by the comparison or by the kernel, which finds `enabled` set.
     */
    .globl bh_irq_return, bh_irq_return_end
bh_irq_return:
    movl $1, BH_VCPU + VCPU_ENABLED
    cmpl $0, BH_VCPU + VCPU_SUMMARY
    jne 1f
    iret
1:  movl $0, BH_VCPU + VCPU_ENABLED
bh_irq_return_end:
    jmp dispatch

    /* A trap. The slots are copied before it is taken up; a second trap until then goes to
     * health monitoring. */
    .globl bh_trap_entry
bh_trap_entry:
    pushl BH_VCPU + VCPU_TRAP_FLAGS
    pushl %cs
    pushl BH_VCPU + VCPU_TRAP_PC
    pushl BH_VCPU + VCPU_TRAP_ERROR
    pushl BH_VCPU + VCPU_TRAP_VECTOR
    pusha
    pushl BH_VCPU + VCPU_TRAP_ADDRESS
    movl $TRAP_NONE, BH_VCPU + VCPU_TRAP_VECTOR
    cld
    pushl %esp /* the frame's address */
    call bh_trap_dispatch
    addl $8, %esp
    popa
    addl $8, %esp
    testl $BH_FLAGS_ENABLED, 8(%esp)
    jne bh_irq_return
    iret

    .section .note.GNU-stack, "", @progbits
