/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The doors, and the way out. Every door saves the guest's registers where the processor has begun
 * to (struct context in machine.h), loads flat data segments and the kernel's stack, and calls C. The way out
 * settles what was recorded, then restores `current`.
 *
 * What a guest can leave behind and every door mends: DF (cld), AC under SMAP (clac), any DS and
 * ES, any ESP. TF, NT and IF the processor clears on the way in. FS and GS are not used here and
 * change with the partition.
 */
#include "machine_asm.h"

    /* CLAC where the processor has SMAP, else a NOP of its length: arch_protection_on patches it. */
    .macro clear_ac
711:.byte 0x0f, 0x1f, 0x00
    .pushsection .rodata.clac, "a"
    .long 711b
    .popsection
    .endm

    /* The processor has pushed its five words to `current`; the rest of the context follows. */
    .macro enter_kernel
    pusha
    cld
    clear_ac
    movl $BH_DATA_SELECTOR, %ebp
    movl %ebp, %ds
    movl %ebp, %es
    movl $kernel_stack_top, %esp
    .endm

    .text

    /*
     * Hypercall: EAX number, EDX ECX EBX ESI EDI words. The C function takes the caller and
     * two words in registers (regparm(3)) and finds the others in the caller's context.
     */
    .macro hypercall_door
    enter_kernel
    andl $HYPERCALL_MASK, %eax
    movl hypercall_table(, %eax, 4), %ebp
    movl current, %eax
    call *%ebp
    .endm

    .globl entry_hypercall
entry_hypercall:
    hypercall_door
    movl current, %esp
    movl %eax, CONTEXT_EAX(%esp)
    cmpl $0, work
    jne settle_and_leave
leave: /* ESP: the context of `current`; DS and ES are the guest's flat ones already */
    popa
    iret

settle_and_leave:
    movl $kernel_stack_top, %esp
    call settle
    movl current, %esp
    jmp leave

    /* The same with a trace record; the gate names this one when the trace is on. */
    .globl entry_hypercall_traced
entry_hypercall_traced:
    hypercall_door
    movl %eax, %edx
    movl current, %eax
    call trap_hypercall_traced /* (current, result): answers the result */
    movl current, %esp
    movl %eax, CONTEXT_EAX(%esp)
    jmp entry_leave

    /* The local APIC's timer. */
    .globl entry_timer
entry_timer:
    enter_kernel
    movl lapic, %eax
    movl $0, LAPIC_EOI_OFFSET(%eax)
    call settle_timer
    movl current, %esp
    jmp leave

    /* Hardware lines: stubs of equal length, one for each pin. */
    .balign 16
    .globl entry_lines
entry_lines:
    .set pin, 0
    .rept 24
    .balign 16
    movl $pin, %ss:line_pin
    jmp line_common
    .set pin, pin + 1
    .endr

line_common:
    cmpl $0, %ss:collecting
    jne line_collected
    enter_kernel
    movl line_pin, %eax
    call pin_interrupt
entry_leave:
    movl current, %esp
    cmpl $0, work
    jne settle_and_leave
    jmp leave

    /* In the kernel itself, while arch_line_collect waits for it. */
line_collected:
    pusha
    movl line_pin, %eax
    call pin_collected
    popa
    iret

    /* The timer while arch_timer_discard waits for it. */
    .globl entry_timer_discard
entry_timer_discard:
    pushl %eax
    movl lapic, %eax
    movl $0, LAPIC_EOI_OFFSET(%eax)
    popl %eax
    iret

    /* Spurious interrupts: of the local APIC (no end-of-interrupt), and of the masked 8259s. */
    .globl entry_spurious
entry_spurious:
    iret

    /* First entry: nothing to save. */
    .globl arch_start
arch_start:
    movl current, %esp
    jmp settle_and_leave

    /* The idle loop, restored like a guest but in ring 0 with interrupts off. */
    .globl entry_idle
entry_idle:
    movl $kernel_stack_top, %esp
    call settle_idle
    movl current, %edx
    leal CONTEXT_ESP(%edx), %esp /* an interrupt pushes EFLAGS, CS and EIP into the context */
    cmpl $0, work
    jne settle_and_leave
    testb %al, %al
    jne idle_on
    rdtsc /* under instruction counting QEMU halts at the time of the last look at the clock */
idle_halt: sti
    hlt
    cli
    jmp entry_idle
idle_on: sti
    nop
    cli
    jmp entry_idle

    /*
     * Exceptions. Stubs of equal length: those without an error code push none, so the context
     * keeps its shape; the code and the vector go to kernel memory (SS is the kernel's, DS is not).
     */
    .macro exception vector, has_error
    .balign 32
    .if \has_error
    popl %ss:exception_error
    .else
    movl $0, %ss:exception_error
    .endif
    movl $\vector, %ss:exception_vector
    jmp exception_common
    .endm

    .balign 32
    .globl entry_exceptions
entry_exceptions:
    .irp vector, 0,1,2,3,4,5,6,7
    exception \vector, 0
    .endr
    exception 8, 1
    exception 9, 0
    .irp vector, 10,11,12,13,14
    exception \vector, 1
    .endr
    exception 15, 0
    exception 16, 0
    exception 17, 1
    .irp vector, 18,19,20
    exception \vector, 0
    .endr
    exception 21, 1
    .irp vector, 22,23,24,25,26,27,28
    exception \vector, 0
    .endr
    exception 29, 1
    exception 30, 1
    exception 31, 0

    .balign 32
exception_common:
    testb $3, 4(%esp) /* the saved CS: ring 3? */
    je exception_kernel
    enter_kernel
    call trap_guest
    jmp entry_leave

    /*
     * An exception in ring 0. A debug exception can be made to hit the first instruction of a door
     * (a breakpoint or single step held back by "mov ss"): it is cleared and forgotten. All else is
     * a fault of the kernel. ESP is the interrupted stack; two words below it are free to use.
     */
exception_kernel:
    cmpl $1, %ss:exception_vector
    jne 1f
    pushl %eax
    xorl %eax, %eax
    movl %eax, %dr6
    popl %eax
    andl $~0x100, 8(%esp) /* TF */
    iret
1:  cld
    clear_ac
    movl $BH_DATA_SELECTOR, %eax
    movl %eax, %ds
    movl %eax, %es
    movl (%esp), %eax
    movl $kernel_stack_top, %esp
    jmp trap_kernel /* (EIP), does not return */

    /* Double fault, NMI and machine check run as tasks of their own, so that no stack or directory
     * is needed to be in order. */
    .globl entry_double_fault
entry_double_fault:
    movl $8, %eax
    jmp trap_task
    .globl entry_nmi
entry_nmi:
    movl $2, %eax
    jmp trap_task
    .globl entry_machine_check
entry_machine_check:
    movl $18, %eax
    jmp trap_task


    .bss
    .globl exception_vector
exception_vector:
    .long 0
    .globl exception_error
exception_error:
    .long 0
line_pin:
    .long 0

    .section .note.GNU-stack, "", @progbits
