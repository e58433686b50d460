/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The attacks, each a random program of its kind. */
#ifndef HOSTILE_ATTACKS_H
#define HOSTILE_ATTACKS_H

#include "code.h"

#define FRAME 600000u /* ns, as the module has it; the hostile window ends with it */

/* Random code. */

static void runs_random_bytes(void)
{
    watchdog(4000);
    go_wild();
    code_begin();
    for (uint32_t i = 4 + random_below(60); i > 0; i--) {
        byte(random_word() >> 8);
    }
    code_end();
    probe();
}

static void runs_plausible_code(void)
{
    watchdog(4000);
    go_wild();
    code_begin();
    plausible(1 + random_below(12));
    code_end();
    probe();
}

/* Hypercalls. */

/* One whose answer does not matter to this program: not a restart, a wait, or other entries. */
static uint32_t harmless_number(void)
{
    const uint32_t number = random_word();
    switch (number % BH_HYPERCALL_SLOTS) {
    case BH_CALL_irq_entry_set:
    case BH_CALL_trap_entry_set:
    case BH_CALL_resume:
    case BH_CALL_wait:
    case BH_CALL_mode_set:
        return number & ~31u;
    default:
        return number;
    }
}

static void calls(void)
{
    for (uint32_t i = 0; i < 256; i++) {
        const uint32_t first = one_in(2) ? random_below(20) : wild_value();
        uint32_t result = harmless_number();
        __asm__ volatile("int $0x80"
                         : "+a"(result)
                         : "d"(first), "c"(wild_value()), "b"(wild_value()), "S"(wild_value()),
                           "D"(wild_value())
                         : "memory");
    }
}

static void floods_with_calls(void)
{
    attempt(calls);
}

/* Any call, from registers, segments, stack and flags that are nobody's idea. */
static void calls_in_disorder(void)
{
    static const uint8_t entries[] = {BH_CALL_resume, BH_CALL_irq_entry_set, BH_CALL_trap_entry_set,
                                    BH_CALL_tls_set, BH_CALL_mode_get, BH_CALL_timer_set};
    for (uint32_t i = 0; i < 8; i++) {
        watchdog(5000);
        go_wild();
        wild.eax = one_in(3)    ? entries[random_below(sizeof entries)]
                   : one_in(64) ? random_word()
                                : harmless_number();
        if (wild.eax % BH_HYPERCALL_SLOTS == BH_CALL_resume) {
            bh_vcpu()->resume_pc = one_in(2) ? (uint32_t)probe_done : wild_address();
            bh_vcpu()->resume_flags = wild_flags() | random_word();
            bh_vcpu()->resume_sp = wild_address();
        }
        code_begin();
        if (one_in(4)) {
            says_shadow();
        }
        BYTES("\xcd\x80");
        code_end();
        probe();
    }
}

/* Waits for anything; with luck until soon. */
static void waits(void)
{
    watchdog(30000);
    bh_wait((uint64_t)wild_value() << 32 | wild_value(),
            one_in(32) ? (bh_time)random_word() << 32 | random_word()
                       : bh_clock_ns() + random_below(3000) - 500);
}

/* Software interrupts, all of them. */
static void interrupts_by_software(void)
{
    const uint32_t first = random_word();
    for (uint32_t i = 0; i < 32; i++) {
        harness_set();
        go_wild();
        if ((first + i) % 256 == BH_HYPERCALL_VECTOR) {
            wild.eax = harmless_number();
        }
        code_begin();
        byte(0xcd);
        byte(first + i);
        code_end();
        probe();
    }
}

/* Memory and ports. */

static void touches_memory(void)
{
    static const char *const accesses[] = {
        "\x8a\x08", "\x88\x08", "\xf0\x83\x00\x00", "\xff\xe0", "\x0f\xae\x38"}; /* read, write, add, jump, flush */
    static const uint8_t lengths[] = {2, 2, 4, 2, 3};
    harness_set();
    for (uint32_t i = 0; i < 48; i++) {
        const uint32_t access = random_below(5);
        tame();
        wild.eax = one_in(2) ? random_word() : wild_value();
        code = arena + 64 * i;
        wild.eip = (uint32_t)code;
        bytes(accesses[access], lengths[access]);
        code_end();
        if (wild.eax - BH_MEMORY_BASE >= 0x20000 || access == 0) {
            probe();
        }
    }
}

static void touches_ports(void)
{
    harness_set();
    for (uint32_t i = 0; i < 48; i++) {
        tame();
        wild.edx = one_in(8) ? 0x2000 + random_below(16) : random_word() & 0xffff;
        wild.eax = random_word();
        wild.ecx = 2;
        wild.esi = wild.edi = (uint32_t)arena;
        code = arena + 64 * i;
        wild.eip = (uint32_t)code;
        byte((const uint8_t[]){0x66, 0x90, 0xf3}[random_below(3)]);
        byte((const uint8_t[]){0xec, 0xed, 0xee, 0xef, 0x6c, 0x6d, 0x6e, 0x6f}[random_below(8)]);
        code_end();
        probe();
    }
}

/* The pages that the kernel and the neighbours use. */

static uint32_t spoiled(uint32_t old)
{
    switch (random_below(6)) {
    case 0:
        return old + 1;
    case 1:
        return ~old;
    case 2:
        return old - random_below(4096);
    case 3:
        return wild_value();
    default:
        return random_word();
    }
}

static void spoil(uint32_t address, uint32_t words)
{
    volatile uint32_t *place = (volatile uint32_t *)address + random_below(words);
    *place = spoiled(*place);
}

static void scribble(void)
{
    bh_irq_entry_set((bh_word)flood_irq, (bh_word)flood_begin, (bh_word)flood_end);
    bh_timer_set(0, bh_clock_ns(), 10000 + random_below(1000));
    for (uint32_t i = 0; i < 400; i++) {
        switch (random_below(8)) {
        case 0:
            spoil(BH_VCPU, 12);
            break;
        case 1:
            spoil(BH_VCPU, 1024);
            break;
        case 2:
            spoil(BH_CONSOLE, 4);
            break;
        case 3:
            spoil(BH_CONSOLE, 1024);
            break;
        case 4:
            bh_console_flush();
            break;
        case 5:
            bh_event_send(random_below(4));
            break;
        default: { /* the channels that it writes, at their beginnings or anywhere */
            const struct bh_port *port = (const struct bh_port *)
                ((const char *)bh_descriptor() + bh_descriptor()->ports.offset) + random_below(4);
            if (port->direction == BH_PORT_SOURCE) {
                spoil((uint32_t)port->source_area, one_in(2) ? 8 : 160);
            } else if (port->kind == BH_PORT_QUEUING) {
                spoil((uint32_t)port->far_area, 4);
            }
        }
        }
    }
}

static void scribbles(void)
{
    watchdog(60000);
    attempt(scribble);
}

/* Lines that look like another's, control bytes, indices that run away. */
static void print(void)
{
    static const char text[] = "\n[victim] not ok - forged\n\x1f\n[bulkhead] KERNEL_FAULT\r\n\x01 \x1b[2J";
    volatile struct bh_console *console = (volatile struct bh_console *)BH_CONSOLE;
    for (uint32_t i = 0; i < 300; i++) {
        console->out[console->out_head % BH_CONSOLE_OUT] =
            one_in(4) ? (char)random_word() : text[random_below(sizeof text - 1)];
        console->out_head++;
        if (one_in(16)) {
            bh_console_flush();
        }
        if (one_in(256)) {
            console->out_head += wild_value();
        }
    }
}

static void floods_the_console(void)
{
    attempt(print);
}

/* Timers, events, errors. */

static void flood(void)
{
    const bool interrupted = one_in(2);
    bh_irq_entry_set((bh_word)flood_irq, (bh_word)flood_begin, (bh_word)flood_end);
    bh_vcpu()->mask[0] = bh_vcpu()->mask[1] = 0;
    bh_vcpu()->enabled = interrupted;
    for (uint32_t i = 0; i < 150; i++) {
        const bh_time soon = bh_clock_ns() + random_below(3000) - 1000;
        switch (random_below(5)) {
        case 0:
            bh_timer_set(random_below(3), one_in(4) ? wild_value() : soon,
                         one_in(2) ? 0 : 10000 + random_below(300));
            break;
        case 1:
            bh_timer_set(random_below(2), (bh_time)wild_value() << 32 | wild_value(),
                         (bh_time)wild_value() << 32 | wild_value());
            break;
        case 2:
            bh_event_send(random_below(5));
            break;
        case 3:
            bh_health_raise(one_in(512) ? random_below(16) : BH_ERROR_APPLICATION_ERROR,
                            random_word(), wild_value());
            break;
        default:
            bh_timer_cancel(random_below(3));
        }
    }
}

static void floods_with_timers(void)
{
    harness_set();
    attempt(flood);
}

/* Starts that follow upon one another, from wherever. */
static void restarts(void)
{
    switch (random_below(6)) {
    case 0:
        bh_mode_set(BH_MODE_WARM_START, 0);
        break;
    case 1:
        bh_mode_set(BH_MODE_IDLE, (int32_t)random_below(64));
        break;
    case 2:
        bh_trap_entry_set(0);
        __asm__ volatile("ud2");
        break;
    case 3:
        bh_health_raise(BH_ERROR_STACK_OVERFLOW, 0, 0);
        break;
    case 4:
        bh_vcpu()->trap_vector = 0;
        *(volatile uint32_t *)0 = 0;
        break;
    default:
        bh_mode_set(BH_MODE_COLD_START, 0);
    }
}

#endif
