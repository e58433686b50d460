/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Is restarted again and again. Each time it looks whether all of its memory is as at the first start:
 * its initial data, and zeros; says so; and then fills with rubbish what it does not run on.
 */
#include "bh.h"

#define RUBBISH 0xdeadbeefu
#define STACK   1024u /* below the stack pointer: of calls that have returned */

static uint32_t initial = 7, cleared;

static const struct bh_descriptor *descriptor;

static bool is_loaded(bh_word address)
{
    const struct bh_load *load =
        (const struct bh_load *)((uintptr_t)descriptor + descriptor->loads.offset);
    for (uint32_t i = 0; i < descriptor->loads.count; i++) {
        if (address - load[i].target < ((load[i].bytes + 3) & ~3u)) {
            return true;
        }
    }
    return false;
}

/* Answers how many words of a range were not zero; they are rubbish behind it. */
static uint32_t look(const struct bh_memory *memory, bh_word stack)
{
    uint32_t wrong = 0;
    for (bh_word at = memory->start; at < memory->start + memory->bytes; at += 4) {
        volatile uint32_t *word = (volatile uint32_t *)(uintptr_t)at;
        if (at + STACK >= stack || word == (volatile uint32_t *)&descriptor || is_loaded(at)) {
            continue;
        }
        wrong += *word != 0;
        *word = RUBBISH;
    }
    return wrong;
}

int main(void)
{
    const bh_word stack = (bh_word)(uintptr_t)__builtin_frame_address(0);
    uint32_t wrong = initial != 7 || cleared != 0;

    descriptor = bh_descriptor();
    bh_mode_set(BH_MODE_NORMAL, 0);
    const struct bh_memory *memory =
        (const struct bh_memory *)((uintptr_t)descriptor + descriptor->memories.offset);
    for (uint32_t i = 0; i < descriptor->memories.count; i++) {
        wrong += look(&memory[i], stack);
    }
    initial = 8;
    bh_print("%u words of memory are not as at the first start\n", wrong);
    for (;;) {
        bh_wait(0, BH_TIME_INFINITE);
    }
}
