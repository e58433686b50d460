/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Switching between RTEMS' threads. Thread dispatching is disabled here, so an interrupt handler
 * that comes between two instructions does not switch.
 */
#include <bulkhead/layout.h>
#include <guest_offsets.h>
#include <rtems_offsets.h>

    .text

    /* void _CPU_Context_switch(Context_Control *run, Context_Control *heir) */
    .globl _CPU_Context_switch, _CPU_Context_switch_no_return
    .balign 16
_CPU_Context_switch:
_CPU_Context_switch_no_return:
    movl 4(%esp), %eax
    movl _Per_CPU_Information + CPU_ISR_DISPATCH_DISABLE, %ecx
    movl BH_VCPU + VCPU_ENABLED, %edx
    movl %ecx, CONTEXT_ISR_DISPATCH_DISABLE(%eax)
    movl %edx, CONTEXT_LEVEL(%eax)
    movl %esp, CONTEXT_ESP(%eax)
    movl %ebp, CONTEXT_EBP(%eax)
    movl %ebx, CONTEXT_EBX(%eax)
    movl %esi, CONTEXT_ESI(%eax)
    movl %edi, CONTEXT_EDI(%eax)
    movl 8(%esp), %eax

    /* The heir's segment of thread-local storage: its selector, if the selector is still its. */
restore:
    movl CONTEXT_TLS_SELECTOR(%eax), %ecx
    cmpl %eax, bsp_tls_owner - BH_LDT_SELECTOR(0)(%ecx)
    jne 2f
1:  movl %ecx, %gs
    movl CONTEXT_ISR_DISPATCH_DISABLE(%eax), %ecx
    movl %ecx, _Per_CPU_Information + CPU_ISR_DISPATCH_DISABLE
    movl CONTEXT_ESP(%eax), %esp
    movl CONTEXT_EBP(%eax), %ebp
    movl CONTEXT_EBX(%eax), %ebx
    movl CONTEXT_ESI(%eax), %esi
    movl CONTEXT_EDI(%eax), %edi

    /* Last, as on hardware, the interrupt level. If it is what it was there is nothing to take: the
     * one who enabled has. */
    cmpl CONTEXT_LEVEL(%eax), %edx
    jne 3f
    ret
3:  movl CONTEXT_LEVEL(%eax), %eax
    movl %eax, BH_VCPU + VCPU_ENABLED
    cmpl $0, BH_VCPU + VCPU_SUMMARY
    jne bsp_level_pending
    ret

2:  pushl %eax
    call bsp_tls_claim
    movl %eax, %ecx
    popl %eax
    movl BH_VCPU + VCPU_ENABLED, %edx
    jmp 1b

    /* void _CPU_Context_restore(Context_Control *context) */
    .globl _CPU_Context_restore
_CPU_Context_restore:
    movl 4(%esp), %eax
    movl BH_VCPU + VCPU_ENABLED, %edx
    jmp restore

    /* void _CPU_Context_save_fp(Context_Control_fp **area), and back. */
    .globl _CPU_Context_save_fp, _CPU_Context_restore_fp
_CPU_Context_save_fp:
    movl 4(%esp), %eax
    movl (%eax), %eax
    fnsave (%eax)
    fwait
    ret

_CPU_Context_restore_fp:
    movl 4(%esp), %eax
    movl (%eax), %eax
    frstor (%eax)
    ret

    .section .note.GNU-stack, "", @progbits
