/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Tries all there is of what has an end: every page of 4 GiB read, written and executed, every I/O
 * port, every selector in every segment register and as a far jump's and call's, every software
 * interrupt. Prints what it could do, for comparison with what the configuration gives. The
 * partition's identifier, less SEED_BASE, is how many pages and selectors lie between two tries.
 */
#include "emit.h"

#define SEED_BASE 0x40000000u
#define FAULT_GP  13u
#define FAULT_PF  14u
#define WIRES     0x4f42u /* the partition's, of pc-testdev's sixteen */

static uint8_t *site;
static uint32_t surprises;

/* Code at one place that `try` runs anew for each EAX and EDX. */
static void begin(void)
{
    tame();
    code = site = arena;
    wild.eip = (uint32_t)code;
}

static uint32_t try(uint32_t eax, uint32_t edx)
{
    wild.eax = eax;
    wild.edx = edx;
    return probe();
}

/* A range of numbers that could be done, ended by the first that could not. */
static struct {
    const char *what;
    uint32_t first, last;
    bool open;
} range;

static void range_end(void)
{
    if (range.open) {
        bh_print("%s %x-%x\n", range.what, range.first, range.last);
        range.open = false;
    }
}

static void found(bool done, uint32_t first, uint32_t last)
{
    if (!done) {
        range_end();
        return;
    }
    if (!range.open) {
        range.open = true;
        range.first = first;
    }
    range.last = last;
}

static void surprise(const char *what, uint32_t number, uint32_t answer)
{
    if (surprises++ < 20) {
        bh_print("surprise: %s %x answers %x, error %x\n", what, number, answer, probe_error);
    }
}

/* Where something of the partition's, of the kernel's or of the controllers' lies no page is left out. */
static uint32_t next_page(uint32_t page, uint32_t stride)
{
    const uint32_t next = page + 1;
    const bool dense = next < 0x1000 || next % 0x10000 < 0x20 || next - 0x3ff00 < 0x200 ||
                       next - 0xfec00 < 0x300;
    return dense ? next : (next + stride - 1) / stride * stride;
}

static void pages(const char *what, const char *access, uint32_t length, uint32_t stride)
{
    begin();
    bytes(access, length);
    code_end();
    range.what = what;
    for (uint32_t page = 0; page < 1u << 20; page = next_page(page, stride)) {
        const uint32_t answer = try(page << 12, 0);
        if (answer != PROBE_DONE && answer != FAULT_PF) {
            surprise(what, page << 12, answer);
        }
        found(answer == PROBE_DONE, page << 12, (page << 12) + 0xfff);
    }
    range_end();
}

/* Code is executed below the partition's own pages and above them; what lies there is not its own. */
static void pages_executed(uint32_t stride)
{
    uint32_t faults = 0;
    begin();
    BYTES("\xff\xe0"); /* jmp *%eax */
    for (uint32_t page = 0; page < 1u << 20; page = next_page(page, stride)) {
        if (page << 12 < BH_STATUS || page << 12 >= BH_DEVICE_LIMIT) {
            const uint32_t answer = try(page << 12, 0);
            faults += answer == FAULT_PF;
            if (answer != FAULT_PF) {
                surprise("executing", page << 12, answer);
            }
        }
    }
    bh_print("executing faults on %u pages\n", faults);
}

static void ports(const char *what, uint8_t opcode)
{
    range.what = what;
    for (uint32_t port = 0; port < 0x10000; port++) {
        const bool granted = (port - 0x2000 < 16 && (WIRES >> (port - 0x2000) & 1) != 0) ||
                             port - 0x3e8 < 8 || port - 0x2e8 < 8;
        begin();
        if (opcode > 0xf0) { /* 16 bits */
            byte(0x66);
            byte(opcode & 0xef);
        } else {
            byte(opcode);
        }
        code_end();
        if (granted && (opcode & 2) != 0) { /* its own device's; in the list as it is without trying */
            found(true, port, port);
            continue;
        }
        const uint32_t answer = try(0, port);
        if (answer != PROBE_DONE && answer != FAULT_GP) {
            surprise(what, port, answer);
        }
        found(answer == PROBE_DONE, port, port);
    }
    range_end();
}

/* Segments that the boundary gives (bulkhead/layout.h): null, the thread-local ones, data, and where it
 * can only be read, code. */
static bool selector_given(uint32_t selector, uint8_t reg)
{
    const uint32_t index = selector >> 3;
    const bool stack = reg == 2;
    if (stack && (selector & 3) != 3) {
        return false;
    }
    if ((selector & 4) != 0) {
        return index - 1 < BH_TLS_COUNT - 1;
    }
    return index == BH_TLS_SELECTOR >> 3 || index == BH_DATA_SELECTOR >> 3 ||
           (!stack && (index == 0 || index == BH_CODE_SELECTOR >> 3));
}

static void selectors(const char *what, uint8_t reg, uint32_t stride)
{
    uint32_t loaded = 0;
    begin();
    byte(0x8e); /* mov %ax, %sreg */
    byte(0xc0 | reg << 3);
    code_end();
    for (uint32_t selector = 0; selector < 0x10000; selector += selector < 0x400 ? 1 : stride) {
        const uint32_t answer = try(selector, 0);
        const bool given = selector_given(selector, reg);
        if (given ? answer != PROBE_DONE : answer != FAULT_GP || probe_error != (selector & 0xfffc)) {
            surprise(what, selector, answer);
        }
        loaded += answer == PROBE_DONE;
    }
    bh_print("%u selectors load %s\n", loaded, what);
}

static void far(const char *what, uint8_t opcode, uint32_t stride)
{
    range.what = what;
    for (uint32_t selector = 0; selector < 0x10000; selector += selector < 0x400 ? 1 : stride) {
        begin();
        byte(opcode);
        word((uint32_t)probe_done);
        byte(selector);
        byte(selector >> 8);
        const uint32_t answer = try(0, 0);
        if (answer != PROBE_DONE && (answer != FAULT_GP || probe_error != (selector & 0xfffc))) {
            surprise(what, selector, answer);
        }
        found(answer == PROBE_DONE, selector, selector);
    }
    range_end();
}

static void interrupts(void)
{
    uint32_t refused = 0;
    for (uint32_t vector = 0; vector < 256; vector++) {
        begin();
        byte(0xcd);
        byte(vector);
        code_end();
        const uint32_t answer = try(BH_CALL_version, 0);
        const uint32_t wanted = vector == 3 || vector == 4 ? vector
                                : vector == BH_HYPERCALL_VECTOR ? PROBE_DONE
                                                                : FAULT_GP;
        refused += answer == FAULT_GP;
        if (answer != wanted || (answer == FAULT_GP && probe_error != vector * 8 + 2)) {
            surprise("interrupt", vector, answer);
        }
    }
    bh_print("refused %u software interrupts\n", refused);
}

/* IRET with VM in its flags, which a processor ignores; the frame within a page, at its end, and with
 * its first word in the page before. */
static void returns(void)
{
    static const uint32_t offsets[] = {256, 4084, 4092};
    for (uint32_t i = 0; i < sizeof offsets / sizeof offsets[0]; i++) {
        uint32_t *frame = (uint32_t *)(arena + BH_PAGE_SIZE + offsets[i]);
        frame[0] = (uint32_t)probe_done;
        frame[1] = BH_CODE_SELECTOR;
        frame[2] = 0x20002;
        begin();
        byte(0xcf);
        wild.esp = (uint32_t)frame;
        const uint32_t answer = probe();
        if (answer != PROBE_DONE || frame[2] != 0x20002) {
            surprise("returning from", offsets[i], answer);
        }
    }
}

int main(void)
{
    const uint32_t stride = bh_descriptor()->identifier - SEED_BASE;
    harness_set();
    interrupts();
    returns();
    selectors("ds", 3, stride);
    selectors("es", 0, stride);
    selectors("fs", 4, stride);
    selectors("gs", 5, stride);
    selectors("ss", 2, stride);
    far("jump", 0xea, stride);
    far("call", 0x9a, stride);
    ports("in", 0xec);
    ports("out", 0xee);
    ports("in-16", 0xfd);
    pages("read", "\x8a\x08", 2, stride);
    pages("write", "\xf0\x83\x08\x00", 4, stride);
    pages_executed(stride);
    bh_print("sweep done, %u surprises\n", surprises);
    return 0;
}
