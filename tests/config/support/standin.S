/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * A stand-in for the kernel: talks on the console like it, then does one thing.
 *   EXIT=n   ends the emulation with code n
 *   HANG     does nothing for ever
 *   TALK     prints for ever
 *   RESET    faults until the machine resets
 *   ECHO     prints the bytes of one line of input as numbers, then exits with code 0
 * SPEAKER    is the partition that does so: "one" if not given
 */
#define CONSOLE 0x3f8
#ifndef SPEAKER
#define SPEAKER "one"
#endif

    .section .text
    .long 0x1badb002, 0, -0x1badb002
    .globl _start
_start:
    mov     $stack_end, %esp
    mov     $greeting, %esi
    call    print
#if defined(EXIT)
    mov     $EXIT, %eax
    jmp     finish
#elif defined(HANG)
    jmp     .
#elif defined(TALK)
1:  mov     $greeting, %esi
    call    print
    jmp     1b
#elif defined(RESET)
    lidt    nothing
    ud2
#elif defined(ECHO)
next:
    mov     $(CONSOLE + 5), %dx         /* line status: wait for a byte */
    in      %dx, %al
    test    $1, %al
    jz      next
    mov     $CONSOLE, %dx
    in      %dx, %al
    mov     %al, %bl
    shr     $4, %al
    call    digit
    mov     %bl, %al
    and     $15, %al
    call    digit
    cmp     $'\n', %bl
    jne     next
    mov     $'\n', %al
    out     %al, %dx
    xor     %eax, %eax
    jmp     finish
digit:
    add     $'0', %al
    cmp     $'9', %al
    jbe     1f
    add     $('a' - '9' - 1), %al
1:  mov     $CONSOLE, %dx
    out     %al, %dx
    ret
#endif

finish:
    mov     $0xf4, %dx
    out     %al, %dx
    jmp     .

print:
    mov     $CONSOLE, %dx
1:  lodsb
    test    %al, %al
    jz      2f
    out     %al, %dx
    jmp     1b
2:  ret

    .section .rodata
greeting:
    .ascii  "[bulkhead] stand-in\n[one] first\n[two] second [one] \n[one] th"
    .ascii  "ird\n[two] four\037\n[bulkhead] between\n[two] th\n[no name\n["
    .ascii  SPEAKER
    .asciz  "] "
nothing:
    .word   0
    .long   0

    .section .bss
    .skip   4096
stack_end:
