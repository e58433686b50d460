/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Virtual interrupts and traps enter RTEMS here; and RTEMS' five functions of the interrupt level,
 * which its RTEMS_PARAVIRT option leaves to the board support.
 *
 *      a frame on the interrupted stack
 *      +--------------------------+
 *      | eflags cs eip            |    from the vCPU page's slots, for iret
 *      | eax ecx edx ebp ebx      |    (interrupt)
 *      | error, vector, pusha, 0  |    (trap: CPU_Exception_frame)
 *      +--------------------------+
 */
#include <bulkhead/layout.h>
#include <guest_offsets.h>
#include <rtems_offsets.h>

#define ENABLED BH_VCPU + VCPU_ENABLED
#define SUMMARY BH_VCPU + VCPU_SUMMARY

    .text

    /* A virtual interrupt. `enabled` is 0, so nothing comes between. */
    .globl bsp_irq_entry
    .balign 16
bsp_irq_entry:
    pushl BH_VCPU + VCPU_IRQ_FLAGS
    pushl %cs
    pushl BH_VCPU + VCPU_IRQ_PC
interrupt:
    pushl %eax
    pushl %ecx
    pushl %edx
    pushl %ebp
    pushl %ebx
    cld
    movl %esp, %ebp
    movl $_Per_CPU_Information, %ebx
    cmpl $0, CPU_ISR_NEST_LEVEL(%ebx)
    jne 1f
    movl CPU_STACK_HIGH(%ebx), %esp
1:  andl $-16, %esp
    incl CPU_ISR_NEST_LEVEL(%ebx)
    incl CPU_DISPATCH_DISABLE_LEVEL(%ebx)
    call bsp_irq_dispatch
    movl %ebp, %esp
    decl CPU_ISR_NEST_LEVEL(%ebx)
    decl CPU_DISPATCH_DISABLE_LEVEL(%ebx)
    jne 3f
    cmpb $0, CPU_DISPATCH_NECESSARY(%ebx)
    je 3f
    cmpl $0, CPU_ISR_DISPATCH_DISABLE(%ebx)
    jne 3f

    /* On the interrupted thread's stack. The dispatch enables interrupts; ISR dispatch disable
     * keeps those that come then from dispatching on this stack once more. */
2:  movl $1, CPU_ISR_DISPATCH_DISABLE(%ebx)
    movl $1, CPU_DISPATCH_DISABLE_LEVEL(%ebx)
    pushl $LEVEL_ENABLED
    pushl %ebx
    call _Thread_Do_dispatch
    movl $0, ENABLED
    movl %ebp, %esp
    cmpb $0, CPU_DISPATCH_NECESSARY(%ebx)
    jne 2b
    movl $0, CPU_ISR_DISPATCH_DISABLE(%ebx)

3:  popl %ebx
    popl %ebp
    popl %edx
    popl %ecx
    popl %eax

    /*
     * The return sequence, a restartable range: an interrupt at any of its instructions clears
     * `enabled` and continues at its first one instead of nesting.
     */
    .globl bsp_irq_return, bsp_irq_return_end
bsp_irq_return:
    movl $LEVEL_ENABLED, ENABLED
    cmpl $0, SUMMARY
    jne 4f
    iret
4:  movl $0, ENABLED
bsp_irq_return_end:
    jmp interrupt

    /* A trap. Its slots are copied before it is taken up; a second one until then goes to health
     * monitoring. */
    .globl bsp_trap_entry
    .balign 16
bsp_trap_entry:
    pushl BH_VCPU + VCPU_TRAP_FLAGS
    pushl %cs
    pushl BH_VCPU + VCPU_TRAP_PC
    pushl BH_VCPU + VCPU_TRAP_ERROR
    pushl BH_VCPU + VCPU_TRAP_VECTOR
    pusha
    pushl $0
    movl BH_VCPU + VCPU_TRAP_ADDRESS, %eax
    movl %eax, bsp_trap_address
    movl $TRAP_NONE, BH_VCPU + VCPU_TRAP_VECTOR
    cld
    movl %esp, %ebp
    andl $-16, %esp
    subl $12, %esp
    pushl %ebp
    call bsp_trap
    movl %ebp, %esp
    addl $4, %esp
    popa
    addl $8, %esp
    testl $BH_FLAGS_ENABLED, 8(%esp)
    jne bsp_irq_return
    iret

    /* uint32_t i386_disable_interrupts(void): answers the level before. */
    .globl i386_disable_interrupts
    .balign 16
i386_disable_interrupts:
    movl ENABLED, %eax
    movl $0, ENABLED
    ret

    /* void i386_enable_interrupts(uint32_t level): a level as before; what is pending is taken. */
    .globl i386_enable_interrupts
    .balign 16
i386_enable_interrupts:
    movl 4(%esp), %eax
level_set:
    movl %eax, ENABLED
    cmpl $0, SUMMARY
    jne bsp_level_pending
    ret

    /* The level is set, a return address on the stack, something may be pending: as if the interrupt
     * had come at the `ret`. Keeps every register: the inline functions call it from amid C. */
    .globl bsp_level_pending
bsp_level_pending:
    cmpl $0, ENABLED
    je 1f
    movl $0, ENABLED
    pushf
    pushl %cs
    pushl $1f
    jmp interrupt
1:  ret

    /* void i386_flash_interrupts(uint32_t level): enabled for a moment. */
    .globl i386_flash_interrupts
i386_flash_interrupts:
    pushl 4(%esp)
    call i386_enable_interrupts
    movl $0, ENABLED
    addl $4, %esp
    ret

    /* void i386_set_interrupt_level(uint32_t new_level): 0 is enabled. */
    .globl i386_set_interrupt_level
i386_set_interrupt_level:
    xorl %eax, %eax
    cmpl $0, 4(%esp)
    jne level_set
    movl $LEVEL_ENABLED, %eax
    jmp level_set

    /* uint32_t i386_get_interrupt_level(void): 0 is enabled. */
    .globl i386_get_interrupt_level
i386_get_interrupt_level:
    xorl %eax, %eax
    cmpl $0, ENABLED
    sete %al
    ret

    .section .note.GNU-stack, "", @progbits
