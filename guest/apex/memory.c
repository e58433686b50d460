/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * The partition's free memory: objects grow up from behind the program. Stacks are the slots of the
 * configuration's ProcessStacks, each above a page that is not mapped; where it gives none, they grow
 * down from the memory's end, one next to the other. Nothing is given back; a restart begins anew.
 */
#include "bh_string.h"
#include "runtime.h"

static bh_word lowest, highest; /* what is left */
static uint32_t slots_given;

static void memory_init(void)
{
    if (highest == 0) {
        lowest = (bh_descriptor()->free_start + 15) & ~(bh_word)15;
        highest = bh_descriptor()->memory_end;
    }
}

static bool memory_has(uint64_t bytes)
{
    memory_init();
    return highest > lowest && bytes <= highest - lowest;
}

void *apex_memory(uint64_t bytes)
{
    const uint64_t whole = (bytes + 15) & ~UINT64_C(15);
    if (!memory_has(whole)) {
        return NULL;
    }
    void *const memory = (void *)lowest; /* zero: nobody has had it since the start-up code */
    lowest += (bh_word)whole;
    return memory;
}

/* A slot is the reserve, the stack above it, and the FPU state on top. */
static uint64_t slot_bytes(uint64_t stack)
{
    return (APEX_STACK_RESERVE + stack + APEX_FPU_BYTES + 15) & ~UINT64_C(15);
}

static bool has_slots(void)
{
    return bh_descriptor()->stacks.count != 0;
}

static bool slot_left(uint64_t stack)
{
    const struct bh_stacks *const slots = &bh_descriptor()->stacks;
    return slots_given < slots->count && slot_bytes(stack) <= slots->bytes;
}

bool apex_memory_left(uint64_t object, uint64_t stack)
{
    return has_slots() ? memory_has(object + 15) && slot_left(stack)
                       : memory_has(object + 15 + slot_bytes(stack));
}

static void stack_set(struct apex_process *process, bh_word slot, bh_word end)
{
    process->stack_end = end - APEX_FPU_BYTES;
    process->fpu = (void *)process->stack_end;
    process->stack_floor = slot + APEX_STACK_RESERVE;
    process->stack_room = process->stack_end - process->stack_floor;
}

/* Who gets a slot has all of it. */
static void slot_give(struct apex_process *process)
{
    const struct bh_stacks *const slots = &bh_descriptor()->stacks;
    const bh_word slot = slots->start + slots_given++ * slots->stride;
    stack_set(process, slot, slot + slots->bytes);
}

void apex_stack_give(struct apex_process *process, STACK_SIZE_TYPE bytes)
{
    if (has_slots()) {
        slot_give(process);
        return;
    }
    memory_init();
    const bh_word end = highest & ~(bh_word)15;
    highest = end - (bh_word)slot_bytes(bytes);
    stack_set(process, highest, end);
}

bool apex_stack_beyond(const struct apex_process *process, bh_word address)
{
    const bh_word slot = process->stack_floor - APEX_STACK_RESERVE;
    return address - (slot - BH_PAGE_SIZE) < BH_PAGE_SIZE;
}

/* A byte of each page between the first and the last one, which are looked at too. */
#define PROBE(touch)                                                                               \
    for (MESSAGE_SIZE_TYPE at = 0; at < bytes; at += BH_PAGE_SIZE) {                               \
        touch(address[at]);                                                                        \
    }                                                                                              \
    touch(address[bytes - 1])

void apex_probe_read(const APEX_BYTE *address, MESSAGE_SIZE_TYPE bytes)
{
#define READ(byte) (void)*(const volatile APEX_BYTE *)&(byte)
    PROBE(READ);
}

void apex_probe_write(APEX_BYTE *address, MESSAGE_SIZE_TYPE bytes)
{
#define WRITE(byte) *(volatile APEX_BYTE *)&(byte) = *(volatile APEX_BYTE *)&(byte)
    PROBE(WRITE);
}

void apex_copy(APEX_BYTE *to, const APEX_BYTE *from, MESSAGE_SIZE_TYPE bytes)
{
    memmove(to, from, (size_t)bytes);
}
