/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Does what a partition should not: one attack after the other, round and round, up to the last
 * instruction of each window.
 */
#include "../test.h"

static uint32_t random_state = 99;

static uint32_t random_word(void)
{
    random_state = random_state * 1664525 + 1013904223;
    return random_state ^ random_state >> 15;
}

static void skip_it(struct bh_trap *trap)
{
    trap->pc = trap->ebx;
    trap->flags = 0x202;
}

#define TRAPPING(text) \
    __asm__ volatile("movl $1f, %%ebx\n\t" text "\n1:\tcld" : : "a"(0), "d"(0x20) : "ebx", "ecx", "esi", "edi", "memory", "cc")

static void floods_the_console(void)
{
    for (int i = 0; i < 60; i++) {
        bh_print("unwanted %x ", random_word());
    }
}

static void calls_at_random(void)
{
    for (int i = 0; i < 500; i++) {
        const uint32_t number = random_word() % BH_HYPERCALL_SLOTS;
        if (number != BH_CALL_resume && number != BH_CALL_mode_set && number != BH_CALL_wait &&
            number != BH_CALL_irq_entry_set && number != BH_CALL_trap_entry_set &&
            !(number == BH_CALL_tls_set)) {
            bh_call_5(number, random_word() % 4, random_word(), random_word(), random_word(),
                      random_word());
        }
    }
}

static void re_arms_timers(void)
{
    for (int i = 0; i < 300; i++) {
        bh_timer_set(0, bh_clock_ns() + random_word() % 3000, 100000);
        bh_timer_set(1, 0, 100000 + random_word() % 1000);
    }
}

static void scribbles_on_shared_pages(void)
{
    volatile uint32_t *vcpu = (volatile uint32_t *)BH_VCPU;
    volatile uint32_t *console = (volatile uint32_t *)BH_CONSOLE;
    for (int i = 0; i < 300; i++) {
        vcpu[8 + random_word() % 1000] = random_word();
        console[random_word() % 1024] = random_word();
        bh_console_flush();
    }
    bh_vcpu()->trap_vector = BH_TRAP_NONE;
}

static void faults(void)
{
    for (int i = 0; i < 50; i++) {
        TRAPPING("movl %%eax, 0");
        TRAPPING("cli");
        TRAPPING("int $0x20");
        TRAPPING("int $0xf0");
        TRAPPING("divl %%eax");
        TRAPPING("outb %%al, %%dx");
    }
}

/* Flags and segments that a kernel entry must mend. */
static void enters_in_disorder(void)
{
    for (int i = 0; i < 200; i++) {
        __asm__ volatile("pushl $0x40ed6\n\t" /* AC DF OF SF ZF AF PF */
                         "popf\n\t"
                         "pushl %%ds\n\tpushl %%es\n\t"
                         "xorl %%ebx, %%ebx\n\t"
                         "movl %%ebx, %%es\n\t"
                         "movl $0x1b, %%ebx\n\t"
                         "movl %%ebx, %%gs\n\t"
                         "xorl %%eax, %%eax\n\t"
                         "int $0x80\n\t"
                         "popl %%es\n\tpopl %%ds\n\t"
                         "pushl $0x202\n\tpopf"
                         :
                         :
                         : "eax", "ebx", "ecx", "edx", "memory", "cc");
        TRAPPING("movw %%ss, %%cx; movw %%cx, %%ss; int $3");
    }
}

int main(void)
{
    static void (*const attacks[])(void) = {floods_the_console,        calls_at_random,
                                            re_arms_timers,            scribbles_on_shared_pages,
                                            faults,                    enters_in_disorder};
    bh_trap_handler_set(skip_it);
    for (uint32_t round = 0;; round++) {
        bh_vcpu()->enabled = 0;
        attacks[round % (sizeof attacks / sizeof attacks[0])]();
        if (round == 40) {
            bh_mode_set(BH_MODE_COLD_START, 0);
        }
    }
}
