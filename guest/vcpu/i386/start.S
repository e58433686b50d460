/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Start-up code: the first page of every partition's image, at BH_IMAGE_BASE, read-only. The kernel
 * begins a partition here, at its start and at every restart, with the start condition in EAX. It
 * runs in user mode in the partition's own windows: clears all memory, but in a warm start what is
 * retained, copies the initial contents that the descriptor names, and jumps to the program with a
 * stack at the memory's end.
 * It needs no stack itself.
 */
#include <bulkhead/layout.h>
#include <guest_offsets.h>

    .text
    .globl start
start:
    movl %eax, %ebp
    cld

    /* The vCPU page: all masked and nothing counted. The kernel may tell a release point meanwhile. */
    xorl %eax, %eax
    movl $BH_VCPU, %edi
    movl $(VCPU_RELEASE / 4), %ecx
    rep stosl
    addl $8, %edi
    movl $((BH_PAGE_SIZE - VCPU_RELEASE - 8) / 4), %ecx
    rep stosl
    movl $-1, BH_VCPU + VCPU_MASK
    movl $-1, BH_VCPU + VCPU_MASK + 4
    movl $TRAP_NONE, BH_VCPU + VCPU_TRAP_VECTOR

    movl BH_DESCRIPTOR + DESCRIPTOR_MEMORIES + TABLE_COUNT, %edx
    movl BH_DESCRIPTOR + DESCRIPTOR_MEMORIES + TABLE_OFFSET, %ebx
1:  subl $1, %edx
    jb 2f
    testl $MEMORY_RETAINED, BH_DESCRIPTOR + MEMORY_FLAGS(%ebx)
    jz 5f
    movl $CALL_MODE_GET, %eax
    int $BH_HYPERCALL_VECTOR
    cmpb $MODE_WARM_START, %al
    movl $0, %eax /* keeps the flags */
    je 6f
5:  movl BH_DESCRIPTOR + MEMORY_START(%ebx), %edi
    movl BH_DESCRIPTOR + MEMORY_BYTES(%ebx), %ecx
    shrl $2, %ecx
    rep stosl
6:  addl $MEMORY_SIZE, %ebx
    jmp 1b

2:  movl BH_DESCRIPTOR + DESCRIPTOR_LOADS + TABLE_COUNT, %edx
    movl BH_DESCRIPTOR + DESCRIPTOR_LOADS + TABLE_OFFSET, %ebx
3:  subl $1, %edx
    jb 4f
    movl BH_DESCRIPTOR + LOAD_TARGET(%ebx), %edi
    movl BH_DESCRIPTOR + LOAD_ORIGIN(%ebx), %esi
    movl BH_DESCRIPTOR + LOAD_BYTES(%ebx), %ecx
    movl %ecx, %eax
    shrl $2, %ecx
    rep movsl
    movl %eax, %ecx
    andl $3, %ecx
    rep movsb
    addl $LOAD_SIZE, %ebx
    jmp 3b

4:  movl BH_DESCRIPTOR + DESCRIPTOR_MEMORY_END, %esp
    movl %ebp, %eax
    jmp *BH_DESCRIPTOR + DESCRIPTOR_ENTRY

    .section .note.GNU-stack, "", @progbits
