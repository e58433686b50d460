/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Code made at random: bytes, and plausible i386 instructions with operands that aim at what is not
 * the partition's.
 */
#ifndef HOSTILE_CODE_H
#define HOSTILE_CODE_H

#include "emit.h"

/* Selectors of all kinds: null, the kernel's, the guest's, task segments, local ones, any. */
static uint32_t wild_selector(void)
{
    static const uint16_t selectors[] = {0,    1,    2,    3,    0x08, 0x0b, 0x10, 0x13,
                                         0x18, 0x1b, 0x20, 0x23, 0x28, 0x2b, 0x30, 0x33,
                                         0x38, 0x3b, 0x40, 0x48, 0x50, 0x58, 0x60, 0x68,
                                         4,    7,    0x0f, 0x1f, 0x1ff, 0x207, 0xfff8, 0xffff};
    return one_in(4) ? random_word() & 0xffff
                     : selectors[random_below(sizeof selectors / sizeof selectors[0])];
}

/* An address for an operand: half of them work. */
static uint32_t wild_address(void)
{
    switch (random_below(6)) {
    case 0:
        return wild_value();
    case 1:
        return BH_VCPU + random_below(BH_PAGE_SIZE);
    case 2:
        return (one_in(2) ? BH_CONSOLE : BH_CHANNEL_BASE) + random_below(0x4000);
    default:
        return (uint32_t)arena + random_below(ARENA_BYTES - 64);
    }
}

static uint32_t wild_flags(void)
{
    static const uint32_t flags[] = {
        0x2, 0x400 /* DF */, 0x100 /* TF */, 0x40000 /* AC */, 0x4000 /* NT */, 0x20000 /* VM */,
        0x3000 /* IOPL */, 0x10000 /* RF */, 0x200000 /* ID */, 0x180000 /* VIF, VIP */, 0x800 /* OF */};
    uint32_t all = random_word() & 0x8d5;
    for (uint32_t i = random_below(4); i > 0; i--) {
        all |= flags[random_below(sizeof flags / sizeof flags[0])];
    }
    return all | 2;
}

/* ModRM and what follows it. */
static void operand(uint32_t reg)
{
    reg = (reg & 7) << 3;
    switch (random_below(4)) {
    case 0:
        byte(0xc0 | reg | random_below(8));
        break;
    case 1: /* [register + displacement] */
        byte(0x40 | reg | (random_below(7) + 5) % 8);
        byte(random_word());
        break;
    default:
        byte(reg | 5);
        word(wild_address());
    }
}

static void any_operand(void)
{
    operand(random_word());
}

static void immediate(uint32_t reg)
{
    byte(0xb8 | reg);
    word(one_in(2) ? wild_address() : wild_value());
}

/* The grammar's phrases. */

static void says_arithmetic(void)
{
    if (one_in(4)) {
        byte(0xf0);
    }
    byte(random_below(8) << 3 | random_below(4));
    any_operand();
}

static void says_move(void)
{
    static const uint8_t opcodes[] = {0x88, 0x89, 0x8a, 0x8b, 0x86, 0x87, 0x8d, 0x84, 0x85};
    if (one_in(3)) {
        immediate(random_below(8));
    } else {
        byte(opcodes[random_below(sizeof opcodes)]);
        any_operand();
    }
}

static void says_stack(void)
{
    static const uint8_t opcodes[] = {0x06, 0x07, 0x0e, 0x16, 0x17, 0x1e, 0x1f, 0x60, 0x61, 0x9c, 0x9d, 0xc9};
    switch (random_below(5)) {
    case 0:
        byte(0x50 | random_below(16));
        break;
    case 1: /* ESP anew */
        byte(0xbc);
        word(wild_address());
        break;
    case 2: /* ENTER */
        byte(0xc8);
        byte(random_word());
        byte(random_below(3));
        byte(random_below(32));
        break;
    default:
        byte(opcodes[random_below(sizeof opcodes)]);
    }
}

static void says_string(void)
{
    static const uint8_t opcodes[] = {0xa4, 0xa5, 0xa6, 0xa7, 0xaa, 0xab, 0xac, 0xad, 0xae, 0xaf,
                                      0x6c, 0x6d, 0x6e, 0x6f};
    byte(one_in(2) ? 0xfd : 0xfc);
    immediate(6);
    immediate(7);
    byte(0xb9);
    word(one_in(8) ? wild_value() : random_below(200));
    if (one_in(2)) {
        byte(0xf2 | random_below(2));
    }
    byte(opcodes[random_below(sizeof opcodes)]);
}

static void says_segment(void)
{
    switch (random_below(4)) {
    case 0: /* a load through a register */
        byte(0xb8);
        word(wild_selector());
        byte(0x8e);
        byte(0xc0 | random_below(8) << 3);
        break;
    case 1: /* LDS, LES, LSS, LFS, LGS */
        if (one_in(2)) {
            byte(0xc4 | random_below(2));
        } else {
            byte(0x0f);
            byte(0xb2 | random_below(4));
        }
        any_operand();
        break;
    case 2: /* LAR, LSL */
        byte(0x0f);
        byte(2 | random_below(2));
        any_operand();
        break;
    default: /* an override, and what it applies to */
        byte((const uint8_t[]){0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65}[random_below(6)]);
        says_move();
    }
}

/* Jumps, calls and returns to other segments, with frames of their own making. */
static void says_far(void)
{
    if (one_in(3)) {
        byte(one_in(2) ? 0xea : 0x9a);
        word(wild_address());
        byte(wild_selector());
        byte(0);
        return;
    }
    if (one_in(3)) {
        byte(0xff);
        operand(one_in(2) ? 3 : 5);
        return;
    }
    for (uint32_t i = 0; i < 2; i++) { /* SS and ESP of an outer ring */
        byte(0x68);
        word(one_in(2) ? wild_value() : wild_selector());
    }
    byte(0x68);
    word(wild_flags());
    byte(0x68);
    word(one_in(2) ? BH_CODE_SELECTOR : wild_selector());
    byte(0x68);
    word(one_in(2) ? (uint32_t)probe_done : wild_address());
    if (one_in(8)) {
        byte(0x66);
    }
    byte((const uint8_t[]){0xcf, 0xcf, 0xcf, 0xcb}[random_below(4)]);
}

static void says_jump(void)
{
    static const uint8_t opcodes[] = {0xeb, 0xe0, 0xe1, 0xe2, 0xe3};
    byte(one_in(2) ? 0x70 | random_below(16) : opcodes[random_below(sizeof opcodes)]);
    byte(random_below(48) - 16);
}

static void says_privileged(void)
{
    static const uint8_t single[] = {0xf4, 0xfa, 0xfb, 0xec, 0xed, 0xee, 0xef, 0xf1};
    static const uint8_t second[] = {0x05, 0x06, 0x07, 0x08, 0x09, 0x0b, 0x30, 0x31, 0x32, 0x33,
                                     0x34, 0x35, 0x37, 0x77, 0xa2, 0xaa, 0xff};
    switch (random_below(5)) {
    case 0:
        byte(0xba);
        word(one_in(2) ? random_word() & 0xffff : 0x2000 + random_below(16));
        byte(single[random_below(sizeof single)]);
        break;
    case 1:
        byte(0xe4 | random_below(4));
        byte(random_word());
        break;
    case 2: /* LGDT, LIDT, LMSW, INVLPG, virtual machine instructions, ...; SLDT, STR, LTR, ... */
        byte(0x0f);
        byte(random_below(2));
        if (one_in(2)) {
            byte(0xc0 | random_below(64));
        } else {
            any_operand();
        }
        break;
    case 3: /* control and debug registers */
        byte(0x0f);
        byte(0x20 | random_below(4));
        byte(0xc0 | random_below(64));
        break;
    default:
        byte(0x0f);
        byte(second[random_below(sizeof second)]);
    }
}

static void says_interrupt(void)
{
    switch (random_below(4)) {
    case 0:
        byte(0xcd);
        byte(random_word());
        break;
    case 1:
        byte(0xcc | random_below(3));
        if (code[-1] == 0xcd) {
            byte(BH_HYPERCALL_VECTOR);
        }
        break;
    default:
        byte(0xb8);
        word(random_below(BH_HYPERCALL_SLOTS));
        byte(0xcd);
        byte(BH_HYPERCALL_VECTOR);
    }
}

static void says_flags(void)
{
    byte(0x68);
    word(wild_flags());
    byte(0x9d);
}

/* Traps in the shadow of a load of SS, where debug traps are held back. */
static void says_shadow(void)
{
    if (one_in(2)) {
        says_flags();
    }
    byte(0xb9);
    word(one_in(4) ? wild_selector() : BH_DATA_SELECTOR);
    if (one_in(2)) {
        byte(0x51);
        byte(0x17);
    } else {
        byte(0x8e);
        byte(0xd1);
    }
    if (one_in(4)) {
        says_privileged();
    } else {
        says_interrupt();
    }
}

static void says_x87(void)
{
    if (one_in(4)) { /* FLDCW: nothing masked */
        byte(0x68);
        word(one_in(2) ? 0x0040 : random_word());
        BYTES("\xd9\x2c\x24");
        BYTES("\xd9\xee\xd9\xe8\xde\xf1"); /* 1 / 0 */
    } else if (one_in(6)) {
        byte(0x9b);
    } else {
        byte(0xd8 | random_below(8));
        if (one_in(2)) {
            byte(0xc0 | random_below(64));
        } else {
            any_operand();
        }
    }
}

static void says_sse(void)
{
    if (one_in(4)) { /* LDMXCSR */
        byte(0x68);
        word(one_in(2) ? random_word() & 0xffff : one_in(2) ? 0x3f : random_word());
        BYTES("\x0f\xae\x14\x24");
        return;
    }
    if (one_in(2)) {
        byte((const uint8_t[]){0x66, 0xf2, 0xf3}[random_below(3)]);
    }
    byte(0x0f);
    switch (random_below(4)) {
    case 0: /* FXSAVE, FXRSTOR, XSAVE, fences */
        byte(0xae);
        break;
    case 1:
        byte(one_in(2) ? 0x38 : 0x3a);
        byte(random_word());
        break;
    default:
        byte((0x10 + random_below(0xf0)) & 0xff);
    }
    any_operand();
    if (one_in(2)) {
        byte(random_word());
    }
}

static void says_divide(void)
{
    if (one_in(4)) { /* BOUND */
        byte(0x62);
        any_operand();
        return;
    }
    byte(0xf6 | random_below(2));
    operand(6 | random_below(2));
}

static void says_prefixes(void)
{
    static const uint8_t prefixes[] = {0x66, 0x67, 0xf0, 0xf2, 0xf3, 0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65};
    for (uint32_t i = random_below(17); i > 0; i--) {
        byte(prefixes[random_below(sizeof prefixes)]);
    }
    byte(random_word());
}

typedef void (*phrase)(void);

static void plausible(uint32_t count)
{
    static const phrase phrases[] = {
        says_arithmetic, says_arithmetic, says_move, says_move,   says_stack,     says_string,
        says_segment,    says_far,        says_jump, says_privileged, says_interrupt, says_interrupt,
        says_flags,      says_shadow,     says_x87,  says_x87,    says_sse,       says_divide,
        says_prefixes};
    while (count-- > 0) {
        phrases[random_below(sizeof phrases / sizeof phrases[0])]();
    }
}

/** Where the next code is to lie: in the arena, or in a page that the kernel writes too. */
static void code_begin(void)
{
    static const uint32_t places[] = {BH_VCPU + 0x460, BH_VCPU + 0xe00, BH_CONSOLE + 0x10,
                                      BH_CONSOLE + 0x810};
    code = one_in(4) ? (uint8_t *)places[random_below(sizeof places / sizeof places[0])]
                     : arena + random_below(ARENA_BYTES - 1024);
    wild.eip = (uint32_t)code;
}

/* All registers wild, the segments often, flags at random. */
static void go_wild(void)
{
    uint32_t *registers = &wild.eax;
    tame();
    for (uint32_t i = 0; i < 7; i++) {
        registers[i] = wild_value();
    }
    wild.esp = one_in(2) ? wild.esp - random_below(512) : wild_address();
    wild.flags = wild_flags();
    wild.enabled = random_below(2);
    probe_steps = (int32_t)random_below(64);
    if (one_in(2)) {
        static const uint32_t good[] = {BH_TLS_SELECTOR, BH_DATA_SELECTOR, BH_CODE_SELECTOR, 0, 3,
                                        BH_LDT_SELECTOR(1), BH_LDT_SELECTOR(63)};
        uint32_t *segments = &wild.ds;
        for (uint32_t i = 0; i < 4; i++) {
            segments[i] = one_in(16) ? wild_selector() : good[random_below(sizeof good / sizeof good[0])];
        }
    }
}

#endif
