/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The five things that the earlier attempts at interrupts for guests were asked for, and order. */
#include "../test.h"

static volatile uint32_t count[BH_SOURCES];
static volatile uint32_t order[8];
static volatile uint32_t taken;
static int low, high, from_sender;

static void on_event(uint32_t source, uint32_t occurrences)
{
    count[source] += occurrences;
    if (taken < 8) {
        order[taken++] = source;
    }
}

static void forwarded_to_the_running_partition(void)
{
    uint16_t selector;
    bh_irq_unmask((uint32_t)low);
    bh_irq_enable();
    bh_event_send((uint32_t)bh_event("low"));
    __asm__("movw %%cs, %0" : "=r"(selector));
    test(count[low] == 1 && (selector & 3) == 3,
         "an interrupt of the running partition is forwarded to its handler in user mode at once");
}

static void disable_and_enable(void)
{
    bh_irq_disable();
    bh_event_send((uint32_t)bh_event("low"));
    bh_event_send((uint32_t)bh_event("low"));
    test(count[low] == 1, "nothing is delivered while virtual interrupts are disabled");
    test(bh_irq_pending((uint32_t)low), "what happens while they are disabled is pending");
    bh_irq_enable();
    test(count[low] == 3 && !bh_irq_pending((uint32_t)low),
         "pending interrupts are forwarded as soon as they are enabled, every occurrence counted");
}

static void mask_and_unmask(void)
{
    bh_irq_mask((uint32_t)low);
    bh_event_send((uint32_t)bh_event("low"));
    test(count[low] == 3 && bh_irq_pending((uint32_t)low), "a masked source stays pending");
    bh_irq_unmask((uint32_t)low);
    test(count[low] == 4, "a pending source is forwarded as soon as it is unmasked");
}

static void in_order_of_priority(void)
{
    bh_irq_unmask((uint32_t)high);
    bh_irq_disable();
    taken = 0;
    bh_event_send((uint32_t)bh_event("high"));
    bh_event_send((uint32_t)bh_event("low"));
    bh_irq_enable();
    test(taken == 2 && order[0] == (uint32_t)low && order[1] == (uint32_t)high,
         "pending sources are delivered in the order of their numbers");
}

static void pending_while_suspended(void)
{
    bh_time first;
    bh_irq_disable();
    bh_irq_unmask((uint32_t)from_sender);
    while (!bh_irq_pending((uint32_t)from_sender)) { /* the sender's window comes */
    }
    first = bh_clock_ns_of(bh_vcpu()->source[from_sender].first);
    test(first % 10000000 > 6000000 && first % 10000000 < 8000000,
         "the time of the first occurrence is the time at which it happened, out of the window");
    taken = 0;
    bh_irq_enable();
    test(count[from_sender] == 3 && taken == 1,
         "what happened while the partition was suspended is delivered once, with its count");
}

/* A storm of timer interrupts over code that would notice a register or flag out of place. */
static void registers_are_kept(void)
{
    const uint32_t before = count[BH_SOURCE_TIMER];
    uint32_t wrong = 0;
    const bh_time end = bh_clock_ns() + 30000000;

    bh_irq_unmask(BH_SOURCE_TIMER);
    bh_timer_set(0, bh_clock_ns(), 100000);
    for (uint32_t i = 1; bh_clock_ns() < end; i++) {
        uint32_t failed = 0;
        __asm__ volatile("movl %1, %%eax\n\t"
                         "leal 1(%%eax), %%ebx\n\t"
                         "leal 2(%%eax), %%ecx\n\t"
                         "leal 3(%%eax), %%edx\n\t"
                         "leal 4(%%eax), %%esi\n\t"
                         "leal 5(%%eax), %%edi\n\t"
                         "stc\n\t"
                         "nop\n\tnop\n\tnop\n\tnop\n\t"
                         "adcl $0, %0\n\t"
                         "subl $1, %0\n\t"
                         "subl %%eax, %%ebx\n\t"
                         "subl %%eax, %%ecx\n\t"
                         "subl %%eax, %%edx\n\t"
                         "subl %%eax, %%esi\n\t"
                         "subl %%eax, %%edi\n\t"
                         "subl $1, %%ebx\n\t"
                         "subl $2, %%ecx\n\t"
                         "subl $3, %%edx\n\t"
                         "subl $4, %%esi\n\t"
                         "subl $5, %%edi\n\t"
                         "orl %%ebx, %0\n\torl %%ecx, %0\n\torl %%edx, %0\n\t"
                         "orl %%esi, %0\n\torl %%edi, %0"
                         : "+m"(failed)
                         : "m"(i)
                         : "eax", "ebx", "ecx", "edx", "esi", "edi", "cc");
        wrong += failed != 0;
    }
    bh_timer_cancel(0);
    test(wrong == 0 && count[BH_SOURCE_TIMER] - before >= 299,
         "an interrupt at any instruction leaves registers and flags as they were");
}

/* In the return sequence no interrupt nests: the stack cannot grow, however dense they come. */
static volatile uint32_t lowest_stack;

static void on_dense(uint32_t source, uint32_t occurrences)
{
    const uint32_t here = (uint32_t)__builtin_frame_address(0);
    if (here < lowest_stack) {
        lowest_stack = here;
    }
    bh_event_send((uint32_t)bh_event("high")); /* the next one is pending before this returns */
    count[source] += occurrences;
}

static void no_unbounded_nesting(void)
{
    uint32_t here = (uint32_t)__builtin_frame_address(0);
    lowest_stack = UINT32_MAX;
    bh_irq_handler_set((uint32_t)low, on_event);
    bh_irq_handler_set((uint32_t)high, on_event);
    bh_irq_handler_set(BH_SOURCE_TIMER, on_dense);
    bh_timer_set(0, bh_clock_ns(), 100000);
    test_spin(20000000);
    bh_timer_cancel(0);
    test(here - lowest_stack < 512 && count[high] > 100,
         "an interrupt that is pending at the return is taken without growing the stack");
}

static void resume_restores_the_frame(void)
{
    uint32_t result, flags;
    bh_irq_disable();
    __asm__ volatile("movl $1f, %c3(%2)\n\t"
                     "movl $0x3cd5, %c4(%2)\n\t" /* IOPL, IF: not a guest's to set */
                     "movl %%esp, %c5(%2)\n\t"
                     "movl $0x12345678, %c6(%2)\n\t"
                     "xorl %%esp, %%esp\n\t"
                     "movl %7, %%eax\n\t"
                     "int %8\n"
                     "1:\tpushf\n\t"
                     "popl %1\n\t"
                     "cld"
                     : "=&a"(result), "=&c"(flags)
                     : "d"(BH_VCPU), "i"(offsetof(struct bh_vcpu, resume_pc)),
                       "i"(offsetof(struct bh_vcpu, resume_flags)),
                       "i"(offsetof(struct bh_vcpu, resume_sp)),
                       "i"(offsetof(struct bh_vcpu, resume_result)), "i"(BH_CALL_resume),
                       "i"(BH_HYPERCALL_VECTOR)
                     : "memory", "cc");
    test(result == 0x12345678 && (flags & 0xcd5) == 0xcd5 &&
             (flags & 0x3000) == 0 && bh_vcpu()->enabled == 1,
         "resume continues at the frame with its stack and result, and only a guest's own flags");
}

int main(void)
{
    low = bh_source("low");
    high = bh_source("high");
    from_sender = bh_source("from-sender");
    for (uint32_t i = 0; i < BH_SOURCES; i++) {
        bh_irq_handler_set(i, on_event);
    }
    forwarded_to_the_running_partition();
    disable_and_enable();
    mask_and_unmask();
    in_order_of_priority();
    pending_while_suspended();
    registers_are_kept();
    no_unbounded_nesting();
    resume_restores_the_frame();
    return test_end();
}
