/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Who runs: the first of the highest priority that has a process. One ring for each priority, the
 * running process first in its own, and a bit for each ring that is not empty.
 */
#include "runtime.h"

#define PRIORITIES (APEX_PRIORITY_HANDLER + 1)
#define WORDS      ((PRIORITIES + 31) / 32)

_Static_assert(WORDS <= 32, "one word tells the words");

static struct apex_link ready[PRIORITIES];
static uint32_t occupied[WORDS], occupied_words;

struct apex_process *apex_current, *apex_heir;

static void find_heir(void)
{
    const uint32_t word = 31 - (uint32_t)__builtin_clz(occupied_words);
    const uint32_t bit = 31 - (uint32_t)__builtin_clz(occupied[word]);
    apex_heir = apex_of_link(ready[word * 32 + bit].next);
}

static void ready_insert(struct apex_process *process, bool oldest)
{
    const uint32_t priority = (uint32_t)process->priority;
    struct apex_link *const ring = &ready[priority];
    struct apex_link *const before = oldest ? ring : ring->previous;

    process->link = (struct apex_link){.next = before->next, .previous = before};
    before->next->previous = &process->link;
    before->next = &process->link;
    occupied[priority / 32] |= 1u << (priority % 32);
    occupied_words |= 1u << (priority / 32);
}

static void ready_remove(struct apex_process *process)
{
    const uint32_t priority = (uint32_t)process->priority;

    process->link.next->previous = process->link.previous;
    process->link.previous->next = process->link.next;
    if (ready[priority].next == &ready[priority]) {
        occupied[priority / 32] &= ~(1u << (priority % 32));
        if (occupied[priority / 32] == 0) {
            occupied_words &= ~(1u << (priority / 32));
        }
    }
}

void apex_hold(struct apex_process *process, uint32_t why)
{
    if (process->held == 0) {
        ready_remove(process);
        if (process == apex_heir) {
            find_heir();
        }
    }
    process->held |= why;
}

void apex_free(struct apex_process *process, uint32_t why)
{
    if (process->held == 0) {
        return;
    }
    process->held &= ~why;
    if (process->held == 0) {
        ready_insert(process, false);
        if (process->priority > apex_heir->priority) {
            apex_heir = process;
        }
    }
}

void apex_priority_change(struct apex_process *process, PRIORITY_TYPE priority, bool oldest)
{
    if (process->held == 0) {
        ready_remove(process);
        process->priority = priority;
        ready_insert(process, oldest);
        find_heir();
        return;
    }
    process->priority = priority;
    if (process->queue != NULL) { /* the queue is in order of the present priorities */
        struct apex_queue *const queue = process->queue;
        apex_queue_remove(process);
        apex_queue_insert(queue, process);
    }
}

void apex_yield(void)
{
    ready_remove(apex_current);
    ready_insert(apex_current, false);
    find_heir();
}

void apex_dispatch(void)
{
    struct apex_process *const from = apex_current;
    apex_current = apex_heir;
    if (from != apex_current) {
        apex_switch(from, apex_current);
    }
}

void apex_abandon(void)
{
    apex_current = apex_heir;
    apex_load(apex_current);
}

void apex_take_pending(void)
{
    do {
        bh_vcpu()->enabled = 0;
        bh_irq_dispatch();
        apex_dispatch();
        bh_vcpu()->enabled = 1;
    } while (bh_vcpu()->summary != 0);
}

void apex_processor_init(void)
{
    for (uint32_t i = 0; i < PRIORITIES; i++) {
        ready[i] = (struct apex_link){&ready[i], &ready[i]};
    }
    apex_main = (struct apex_process){.priority = APEX_PRIORITY_IDLE, .id = MAIN_PROCESS_ID};
    ready_insert(&apex_main, false);
    apex_current = apex_heir = &apex_main;
}
