/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * RTEMS' five functions of the interrupt level, inline. Given to a compiler with -include: by this
 * board support to applications, and by who builds an RTEMS kit of their own to that (docs/rtems.md).
 * The board support has the same functions to call, for kits that were built without.
 *
 * It comes before the first line of every file, so it includes nothing, because a file may choose
 * the C library's features, and it is also read by the assembler and by C++.
 */
#ifndef BULKHEAD_RTEMS_INLINE_H
#define BULKHEAD_RTEMS_INLINE_H

/* Part of Bulkhead's ABI; the board support checks that these are BH_VCPU, two fields of struct
 * bh_vcpu behind it, and BH_FLAGS_ENABLED. */
#define BSP_LEVEL_ENABLED  0x200
#define BSP_LEVEL_ADDRESS  0x3ffff000 /* holds BSP_LEVEL_ENABLED or 0 */
#define BSP_LEVEL_SUMMARY  0x3ffff004 /* not 0: something may be pending */

#ifndef __ASSEMBLER__

#ifdef __cplusplus
extern "C" {
#endif

#define BSP_LEVEL_INLINE extern inline __attribute__((__gnu_inline__, __always_inline__))
/* A level was set. If something may be pending, bsp_level_pending takes it; that is not C: it keeps
 * every register. */
#define BSP_LEVEL_TAKE                                                                             \
    "cmpl $0, %c[summary]\n\t"                                                                     \
    "jne 1f\n"                                                                                     \
    "2:\t.subsection 1\n"                                                                          \
    "1:\tcall bsp_level_pending\n\t"                                                               \
    "jmp 2b\n\t"                                                                                   \
    ".previous\n\t"

BSP_LEVEL_INLINE __UINT32_TYPE__ i386_disable_interrupts(void)
{
    __UINT32_TYPE__ level;
    __asm__ volatile("movl %c[address], %[level]\n\tmovl $0, %c[address]"
                     : [level] "=r"(level)
                     : [address] "i"(BSP_LEVEL_ADDRESS)
                     : "memory");
    return level;
}

BSP_LEVEL_INLINE void i386_enable_interrupts(__UINT32_TYPE__ level)
{
    __asm__ volatile("movl %[level], %c[address]\n\t" BSP_LEVEL_TAKE
                     :
                     : [level] "ri"(level), [address] "i"(BSP_LEVEL_ADDRESS),
                       [summary] "i"(BSP_LEVEL_SUMMARY)
                     : "memory", "cc");
}

BSP_LEVEL_INLINE void i386_flash_interrupts(__UINT32_TYPE__ level)
{
    i386_enable_interrupts(level);
    i386_disable_interrupts();
}

BSP_LEVEL_INLINE void i386_set_interrupt_level(__UINT32_TYPE__ new_level)
{
    i386_enable_interrupts(new_level == 0 ? BSP_LEVEL_ENABLED : 0);
}

BSP_LEVEL_INLINE __UINT32_TYPE__ i386_get_interrupt_level(void)
{
    return *(const volatile __UINT32_TYPE__ *)BSP_LEVEL_ADDRESS == 0;
}

#undef BSP_LEVEL_TAKE
#undef BSP_LEVEL_INLINE

#ifdef __cplusplus
}
#endif

#endif

#endif
