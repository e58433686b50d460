/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The APEX runtime's assembly: first instructions, the switch between processes, and the entries for
 * virtual interrupts and traps. The entries leave the interrupted stack before their first push, so
 * nothing is pushed on a stack that has overflowed or was never one; what a preempted process keeps
 * on its own stack is pushed only after its stack pointer was looked at.
 *
 *      a preempted process' stack                  one that called a service
 *      +------------------------+                  +------------------------+
 *      | eflags cs eip          |  for iret        | ... service, dispatch  |
 *      | eax ecx edx            |                  | return address         |
 *      | ... apex_dispatch      |                  | ebp ebx esi edi eflags | <- sp
 *      | return address         |                  +------------------------+
 *      | ebp ebx esi edi eflags | <- sp
 *      +------------------------+
 */
#include <bulkhead/layout.h>
#include <guest_offsets.h>
#include <apex_offsets.h>

#define VCPU(field) BH_VCPU + VCPU_##field
#define IRQ_SP  VCPU(SCRATCH)
#define TRAP_SP VCPU(SCRATCH) + 4
#define STACK_BYTES 4096

    .bss
    .balign 16
    .skip STACK_BYTES
apex_stack_end: /* of the runtime, for both entries */

    .text

    /* The program, as the start-up code jumps to it: all memory loaded. Virtual interrupts are disabled,
     * so the runtime's stack is free. */
    .globl apex_program
apex_program:
    xorl %ebp, %ebp
    movl $apex_stack_end, %esp
    call apex_begin /* does not return */

    /* EAX from, EDX to. The FPU state goes along eagerly: at a preemption all of it is live. */
    .globl apex_switch
apex_switch:
    pushl %ebp
    pushl %ebx
    pushl %esi
    pushl %edi
    pushfl
    movl PROCESS_FPU(%eax), %ecx
    fxsave (%ecx)
    movl %esp, PROCESS_SP(%eax)
    movl %edx, %eax
    .globl apex_load
apex_load:
    movl PROCESS_FPU(%eax), %ecx
    fxrstor (%ecx)
    movl PROCESS_SP(%eax), %esp
    popfl
    popl %edi
    popl %esi
    popl %ebx
    popl %ebp
    ret

    /* A virtual interrupt. `enabled` is 0, so nothing comes between but a trap, which has slots and a
     * scratch word of its own. */
    .globl apex_irq_entry
apex_irq_entry:
    movl %esp, IRQ_SP
    movl $apex_stack_end, %esp
    pushl %eax
    pushl %ecx
    pushl %edx
    cld
    call bh_irq_dispatch
    movl apex_current, %eax
    movl IRQ_SP, %ecx
    subl PROCESS_FLOOR(%eax), %ecx
    cmpl %ecx, PROCESS_ROOM(%eax)
    jb apex_stack_overflow
    cmpl %eax, apex_heir
    jne preempt
    popl %edx
    popl %ecx
    popl %eax
    movl IRQ_SP, %esp
    pushl VCPU(IRQ_FLAGS)
    pushl %cs
    pushl VCPU(IRQ_PC)

    /*
     * The return sequence, a restartable range (see guest/vcpu/i386/entry.S). Its frame lies on the
     * process' stack. When more is pending it goes back into the slots, which other processes'
     * interrupts have used since a preempted one's were taken.
     */
    .globl apex_irq_return, apex_irq_return_end
apex_irq_return:
    movl $1, VCPU(ENABLED)
    cmpl $0, VCPU(SUMMARY)
    jne 1f
    iret
1:  movl $0, VCPU(ENABLED)
apex_irq_return_end:
    popl VCPU(IRQ_PC)
    addl $4, %esp
    popl VCPU(IRQ_FLAGS)
    jmp apex_irq_entry

preempt:
    popl %edx
    popl %ecx
    popl %eax
    movl IRQ_SP, %esp
    pushl VCPU(IRQ_FLAGS)
    pushl %cs
    pushl VCPU(IRQ_PC)
    pushl %eax
    pushl %ecx
    pushl %edx
    call apex_dispatch
    .globl apex_preempted
apex_preempted:
    popl %edx
    popl %ecx
    popl %eax
    jmp apex_irq_return

    /* A trap: struct bh_trap on the runtime's stack. Until the slots are copied a second trap goes to
     * the kernel's health monitoring. It does not return: the process goes on, if it does, from a
     * frame as of a preemption. */
    .globl apex_trap_entry
apex_trap_entry:
    movl %esp, TRAP_SP
    movl $apex_stack_end, %esp
    pushl VCPU(TRAP_FLAGS)
    pushl %cs
    pushl VCPU(TRAP_PC)
    pushl VCPU(TRAP_ERROR)
    pushl VCPU(TRAP_VECTOR)
    pusha
    pushl VCPU(TRAP_ADDRESS)
    movl $TRAP_NONE, VCPU(TRAP_VECTOR)
    cld
    movl %esp, %eax
    pushl TRAP_SP
    pushl %eax
    call apex_trap

    .section .note.GNU-stack, "", @progbits
