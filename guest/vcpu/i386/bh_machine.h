/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * i386: the hypercall instruction, one-instruction changes of the shared page, memory that is shared
 * with other partitions, and the clock.
 */
#ifndef BH_MACHINE_H
#define BH_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

#include <bulkhead/layout.h>
#include <bulkhead/vcpu.h>

/* EAX the number and the result; words in EDX ECX EBX ESI EDI. */
#define BH_CALL(...) __asm__ volatile("int %1" : "=a"(result) : __VA_ARGS__ : "memory")
#define BH_CALL_NUMBER "i"(BH_HYPERCALL_VECTOR), "0"(number)

static inline bh_status bh_call_0(uint32_t number)
{
    bh_status result;
    BH_CALL(BH_CALL_NUMBER);
    return result;
}

static inline bh_status bh_call_1(uint32_t number, bh_word a)
{
    bh_status result;
    BH_CALL(BH_CALL_NUMBER, "d"(a));
    return result;
}

static inline bh_status bh_call_2(uint32_t number, bh_word a, bh_word b)
{
    bh_status result;
    BH_CALL(BH_CALL_NUMBER, "d"(a), "c"(b));
    return result;
}

static inline bh_status bh_call_3(uint32_t number, bh_word a, bh_word b, bh_word c)
{
    bh_status result;
    BH_CALL(BH_CALL_NUMBER, "d"(a), "c"(b), "b"(c));
    return result;
}

static inline bh_status bh_call_4(uint32_t number, bh_word a, bh_word b, bh_word c, bh_word d)
{
    bh_status result;
    BH_CALL(BH_CALL_NUMBER, "d"(a), "c"(b), "b"(c), "S"(d));
    return result;
}

static inline bh_status bh_call_5(uint32_t number, bh_word a, bh_word b, bh_word c, bh_word d,
                                  bh_word e)
{
    bh_status result;
    BH_CALL(BH_CALL_NUMBER, "d"(a), "c"(b), "b"(c), "S"(d), "D"(e));
    return result;
}

#undef BH_CALL
#undef BH_CALL_NUMBER

/** Sets bits of a shared word in one instruction. */
static inline void bh_bits_set(volatile uint32_t *word, uint32_t bits)
{
    __asm__ volatile("orl %1, %0" : "+m"(*word) : "ri"(bits) : "memory");
}

/** Clears bits of a shared word in one instruction. */
static inline void bh_bits_clear(volatile uint32_t *word, uint32_t bits)
{
    __asm__ volatile("andl %1, %0" : "+m"(*word) : "ri"(~bits) : "memory");
}

/** Enables virtual interrupts; answers whether something may be pending. */
static inline bool bh_enable(volatile struct bh_vcpu *page)
{
    bool pending;
    __asm__ volatile("movl $1, %1\n\t"
                     "cmpl $0, %2"
                     : "=@ccne"(pending), "=m"(page->enabled)
                     : "m"(page->summary)
                     : "memory");
    return pending;
}

/** Clears bit `bit` of an array of shared words in one instruction. */
static inline void bh_bit_clear(volatile uint32_t *words, uint32_t bit)
{
    __asm__ volatile("btrl %1, %0" : "+m"(*words) : "r"(bit) : "cc", "memory");
}

/** How functions are called of which every instruction counts: with arguments in registers. */
#define BH_FAST __attribute__((regparm(3)))

/** Between two accesses to memory that another partition sees: they are done in this order. All
 * partitions run on one processor, so it is the compiler that has to keep it. */
static inline void bh_fence(void)
{
    __asm__ volatile("" : : : "memory");
}

/** Reads a word that the other side may change at any time, once. */
static inline uint32_t bh_shared_read(const uint32_t *word)
{
    return *(const volatile uint32_t *)word;
}

static inline void bh_shared_write(uint32_t *word, uint32_t value)
{
    *(volatile uint32_t *)word = value;
}

/** The same for a time, which is not read or written at once. */
static inline bh_time bh_shared_time_read(const bh_time *time)
{
    return *(const volatile bh_time *)time;
}

static inline void bh_shared_time_write(bh_time *time, bh_time value)
{
    *(volatile bh_time *)time = value;
}

/** Copies to or from memory that another partition sees. */
static inline void bh_copy(void *to, const void *from, uint32_t bytes)
{
    uint32_t count = bytes / 4;
    __asm__ volatile("rep movsl" : "+D"(to), "+S"(from), "+c"(count) : : "memory");
    count = bytes % 4;
    if (count != 0) {
        __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(count) : : "memory");
    }
}

/** I/O ports that the configuration grants; any other is a protection fault. */
static inline uint8_t bh_in8(uint16_t port)
{
    uint8_t value;
    __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}

static inline void bh_out8(uint16_t port, uint8_t value)
{
    __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

/** The clock, in ticks (struct bh_information). */
static inline uint64_t bh_clock_ticks(void)
{
    uint64_t ticks;
    __asm__ volatile("rdtsc" : "=A"(ticks));
    return ticks;
}

/** ((ticks - epoch) * multiplier) >> shift: module time in ns. */
static inline bh_time bh_clock_ns_of(uint64_t ticks)
{
    const struct bh_information *information = (const struct bh_information *)BH_INFORMATION;
    uint32_t low, carry;

    __asm__("subl %3, %%eax\n\t"
            "sbbl 4+%3, %%edx\n\t"
            "movl %%edx, %1\n\t"
            "mull %4\n\t"
            "xchgl %%eax, %1\n\t" /* the product's low half; the ticks' high half */
            "movl %%edx, %2\n\t"
            "mull %4\n\t"
            "addl %2, %%eax\n\t"
            "adcl $0, %%edx\n\t"
            "movl %5, %%ecx\n\t"
            "shrdl %%cl, %%eax, %1\n\t"
            "shrdl %%cl, %%edx, %%eax\n\t"
            "movl %%eax, %%edx\n\t"
            "movl %1, %%eax"
            : "+&A"(ticks), "=&r"(low), "=&r"(carry)
            : "o"(information->epoch), "m"(information->multiplier), "m"(information->shift)
            : "ecx", "cc");
    return ticks;
}

#endif
