/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * For tests of ports: a channel's memory as partitions see it, messages that tell whether they are
 * whole, and sides (partitions) that are stopped, resumed and restarted between any two accesses to
 * shared memory.
 */
#ifndef PORTS_H
#define PORTS_H

#include <sanitizer/asan_interface.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#include "unit.h"

#include "port.h"

/* An area: its owner's mapping, and the read-only one of everybody else. Around both, memory that the
 * sanitizer guards. */
struct ports_area {
    char *own, *far;
    uint32_t bytes;
};

static char *ports_map(int file, uint32_t bytes, int protection)
{
    static uintptr_t next = 0x50000000;
    const uint32_t whole = (bytes + 4095) & ~UINT32_C(4095);
    char *guarded = (char *)next;

    next += whole + 2 * 4096;
    assert_ptr_equal(mmap(guarded, whole + 2 * 4096, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0), guarded);
    assert_ptr_equal(mmap(guarded + 4096, whole, protection, MAP_SHARED | MAP_FIXED, file, 0),
                     guarded + 4096);
    ASAN_POISON_MEMORY_REGION(guarded, whole + 2 * 4096);
    ASAN_UNPOISON_MEMORY_REGION(guarded + 4096, bytes);
    return guarded + 4096;
}

static struct ports_area ports_area(uint32_t bytes)
{
    const int file = memfd_create("area", 0);
    struct ports_area area = {.bytes = bytes};

    assert_int_equal(ftruncate(file, bytes), 0);
    area.own = ports_map(file, bytes, PROT_READ | PROT_WRITE);
    area.far = ports_map(file, bytes, PROT_READ);
    close(file);
    return area;
}

/* Random words at random places, or everywhere. */
static void ports_scribble(const struct ports_area *area)
{
    uint32_t *words = (uint32_t *)area->own;
    const uint32_t count = area->bytes / 4;
    uint32_t changes = unit_random_below(64) == 0 ? count : 1 + (uint32_t)unit_random_below(3);

    while (changes-- != 0) {
        /* The few words at the beginning more often; small numbers, and ones around an old one. */
        const uint64_t at = unit_random_below(unit_random_below(2) == 0 && count > 8 ? 8 : count);
        const uint32_t value = (uint32_t)unit_random_bits(32);
        words[at] = unit_random_below(3) == 0 ? words[at] + (uint32_t)unit_random_below(5) - 2
                                              : unit_random_below(2) == 0 ? value : ~value;
    }
}

/* Messages: the first word says what all others and the length must be. */
#define PORTS_MESSAGE_MAX 28

static uint32_t ports_message(uint32_t *message, uint32_t seed)
{
    for (uint32_t i = 0; i < PORTS_MESSAGE_MAX / 4; i++) {
        message[i] = seed + i * UINT32_C(0x9e3779b9) * (seed | 1);
    }
    return 4 + seed % (PORTS_MESSAGE_MAX - 3);
}

static void ports_assert_whole(const uint32_t *message, uint32_t length)
{
    uint32_t whole[PORTS_MESSAGE_MAX / 4];
    assert_int_equal(length, ports_message(whole, message[0]));
    assert_memory_equal(message, whole, length);
}

/* Sides. */
#define PORTS_SIDES 3
#define PORTS_STACK 65536

struct ports_side {
    ucontext_t context;
    char *stack;
    void (*program)(void);
    bool alive;    /* in its program */
    bool waiting;  /* in hypercall wait, until `pending` */
    bool pending;
    uint32_t starts;
};

static struct ports_side ports_side[PORTS_SIDES];
static struct ports_side *ports_running;
static ucontext_t ports_test;

static void ports_enter(void)
{
    ports_running->program();
    ports_running->alive = false;
    swapcontext(&ports_running->context, &ports_test);
}

/* The side is stopped wherever it is, and will begin its program anew. */
static void ports_restart(struct ports_side *side, void (*program)(void))
{
    if (side->stack == NULL) {
        side->stack = malloc(PORTS_STACK);
    }
    ASAN_UNPOISON_MEMORY_REGION(side->stack, PORTS_STACK);
    getcontext(&side->context);
    side->context.uc_stack.ss_sp = side->stack;
    side->context.uc_stack.ss_size = PORTS_STACK;
    makecontext(&side->context, ports_enter, 0);
    side->program = program;
    side->alive = true;
    side->waiting = false;
    side->pending = false;
    side->starts++;
}

/* Up to the next access to shared memory, or its program's end. */
static void ports_step(struct ports_side *side)
{
    ports_running = side;
    swapcontext(&ports_test, &side->context);
    ports_running = NULL;
}

/* What bh_test_between does while a side runs. */
static void ports_pause(void)
{
    if (ports_running != NULL) {
        swapcontext(&ports_running->context, &ports_test);
    }
}

#endif
