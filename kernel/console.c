/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/* The console. See console.h. */
#include "console.h"

#include <stddef.h>

#include "arch.h"
#include "health.h"
#include "partition.h"
#include "virq.h"

/* Characters moved in one piece with interrupts off. */
#define CONSOLE_CHUNK 2u

/* Ends a line that goes on in its owner's next one. */
#define CONSOLE_CONTINUED '\x1f'

/* Input that chooses the listener, and the character of partition 0 behind it. */
#define CONSOLE_SELECT       1
#define CONSOLE_SELECT_FIRST 0x20

/* The line that is being printed. */
static struct {
    const struct vcpu *owner;
    enum { CLOSED, PREFIX, BODY } stage;
    bool health;        /* a health message of the owner, else bytes from its ring */
    const char *prefix; /* what is left of it */
} line;

static struct vcpu *listener;
static bool selecting; /* the character before was CONSOLE_SELECT */

void console_init(void)
{
    listener = &partitions[0];
}

uint32_t console_waiting(struct vcpu *vcpu)
{
    const uint32_t head = vcpu->console->out_head;
    if (head - vcpu->out_tail > BH_CONSOLE_OUT) {
        vcpu->out_tail = head - BH_CONSOLE_OUT; /* no ring holds more: a guest's nonsense */
    }
    return head - vcpu->out_tail;
}

/* Ends the line; it goes on in its owner's next one. A device that is ready takes more than two. */
static void console_cut(void)
{
    arch_console_put(CONSOLE_CONTINUED);
    arch_console_put('\n');
    line.stage = CLOSED;
}

/* The next character to print for the vCPU, or -1. */
/*@ requires \valid(vcpu) && \valid(vcpu->console);
  @ assigns \result, line, vcpu->out_tail, vcpu->console->out_tail, printers[vcpu->index]
  @     \from line, *vcpu, *vcpu->console, printers[vcpu->index];
  @ ensures -1 <= \result <= 255;
  @ ensures line.stage == CLOSED || line.stage == PREFIX || line.stage == BODY;
  @ ensures line.owner == vcpu || line.owner == \old(line.owner);
  @*/
static int console_next(struct vcpu *vcpu)
{
    const bool waiting = console_waiting(vcpu) != 0;
    char character;

    if (line.stage == CLOSED) {
        /* Messages go between the partition's lines; what it said before it stopped goes first. */
        line.health = health_waiting(vcpu) && (vcpu->mode != BH_MODE_IDLE || !waiting);
        if (!line.health && !waiting) {
            return -1;
        }
        line.owner = vcpu;
        line.prefix = line.health ? "[bulkhead] " : vcpu->partition->prefix;
        line.stage = PREFIX;
    }
    if (line.stage == PREFIX) {
        character = *line.prefix++;
        if (*line.prefix == '\0') {
            line.stage = BODY;
        }
        return (unsigned char)character;
    }
    if (line.health) {
        character = health_print(vcpu);
    } else if (waiting) {
        character = vcpu->console->out[vcpu->out_tail % BH_CONSOLE_OUT];
        vcpu->console->out_tail = ++vcpu->out_tail;
    } else if (health_waiting(vcpu)) {
        console_cut(); /* an unfinished line does not hide a message about its owner */
        return console_next(vcpu);
    } else {
        return -1;
    }
    if (character == '\n') {
        line.stage = CLOSED;
    }
    return (unsigned char)character;
}

bool console_drain(struct vcpu *vcpu)
{
    if (console_waiting(vcpu) == 0 && !health_waiting(vcpu)) {
        return false; /* it does not end another's line for nothing */
    }
    console_window(vcpu);
    if (line.stage != CLOSED && line.owner != vcpu) {
        return true; /* the device was not ready to end the other's line */
    }
    for (uint32_t i = 0; i < CONSOLE_CHUNK; i++) {
        if (!arch_console_ready()) {
            return true;
        }
        const int character = console_next(vcpu);
        if (character < 0) {
            return false;
        }
        arch_console_put((char)character);
    }
    return true;
}

void console_window(const struct vcpu *vcpu)
{
    if (line.stage != CLOSED && line.owner != vcpu && arch_console_ready()) {
        console_cut();
    }
}

bool console_input(void)
{
    const int character = arch_console_get();
    if (character < 0) {
        return false;
    }
    if (selecting && character != CONSOLE_SELECT) {
        const uint32_t index = (uint32_t)character - CONSOLE_SELECT_FIRST;
        selecting = false;
        if (index < partition_count) {
            listener = &partitions[index];
        }
    } else if (character == CONSOLE_SELECT && !selecting) {
        selecting = true;
    } else {
        selecting = false;
        listener->console->in[listener->in_head % BH_CONSOLE_IN] = (char)character;
        listener->console->in_head = ++listener->in_head;
        virq_raise(listener, BH_SOURCE_CONSOLE, 1, arch_clock());
        work |= WORK_RUN;
    }
    return true;
}

static void console_put(char character)
{
    while (!arch_console_ready()) {
    }
    arch_console_put(character);
}

void console_write(const char *text)
{
    while (*text != '\0') {
        console_put(*text++);
    }
}

void console_write_number(uint32_t number)
{
    char digits[10];
    uint32_t count = 0;
    do {
        digits[count++] = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    while (count > 0) {
        console_put(digits[--count]);
    }
}

void console_write_hex(uint32_t number)
{
    for (uint32_t shift = 32; shift > 0;) {
        shift -= 4;
        console_put("0123456789abcdef"[(number >> shift) & 15]);
    }
}

void console_flush_all(void)
{
    for (uint32_t i = 0; i < partition_count; i++) {
        while (console_drain(&partitions[i])) {
        }
    }
    if (line.stage != CLOSED) {
        console_put(CONSOLE_CONTINUED);
        console_put('\n');
    }
}
